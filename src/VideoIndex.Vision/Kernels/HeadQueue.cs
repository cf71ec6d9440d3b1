namespace VideoIndex.Vision;

/// <summary>Lets each thread take one head of attention after another, with memory for one.</summary>
internal static class HeadQueue
{
    private const int Alignment = 64;

    /// <param name="attend">Called with the number of each work, on several threads.</param>
    public static void Run(IOperatorCall call, DotKernels kernels, int positions, int width, int works, Action<AttentionHead, int> attend)
    {
        var bytes = (AttentionHead.MemoryBytes(positions, width) + Alignment - 1) / Alignment * Alignment;
        var memory = call.Scratch.Take(bytes * call.Scratch.Threads).Address;
        var next = -1;
        call.ForEach(Math.Min(works, call.Scratch.Threads), thread =>
        {
            var head = new AttentionHead(kernels, positions, width, memory + (nint)(thread * bytes));
            for (var work = Interlocked.Increment(ref next); work < works; work = Interlocked.Increment(ref next))
                attend(head, work);
        });
    }
}
