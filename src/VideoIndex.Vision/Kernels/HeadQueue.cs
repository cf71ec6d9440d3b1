namespace VideoIndex.Vision;

/// <summary>Heads of attention as a <see cref="WorkQueue"/>, each thread with memory for one.</summary>
internal static class HeadQueue
{
    private const int Alignment = 64;

    /// <param name="attend">Called with the number of each work, on several threads.</param>
    public static void Run(IOperatorCall call, DotKernels kernels, int positions, int width, int works, Action<AttentionHead, int> attend)
    {
        var bytes = (AttentionHead.MemoryBytes(positions, width) + Alignment - 1) / Alignment * Alignment;
        var memory = call.Scratch.Take(bytes * call.Scratch.Threads).Address;
        WorkQueue.Run(call, works, (thread, work) => attend(new AttentionHead(kernels, positions, width, memory + (nint)(thread * bytes)), work));
    }
}
