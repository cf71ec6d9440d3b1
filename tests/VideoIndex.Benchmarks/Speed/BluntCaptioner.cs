using System.Buffers.Binary;
using VideoIndex.Core;

namespace VideoIndex.Benchmarks.Speed;

/// <summary>A captioner that never sees that two pictures are the same: each has a mark in its first corner. What a product costs that looks at every frame.</summary>
internal sealed class BluntCaptioner(ICaptioner captioner) : ICaptioner
{
    private int _pictures;

    public string Device => captioner.Device;

    public int PreferredBatch => captioner.PreferredBatch;

    public PreparedWindow Prepare(WindowFrames window)
    {
        var prepared = captioner.Prepare(window);
        var length = prepared.Pixels.Length / prepared.Pictures;
        for (var picture = 0; picture < prepared.Pictures; picture++)
            BinaryPrimitives.WriteInt32LittleEndian(prepared.Pixels.AsSpan(picture * length), Interlocked.Increment(ref _pictures));
        return prepared;
    }

    public IReadOnlyList<Caption> CaptionBatch(IReadOnlyList<PreparedWindow> windows, CancellationToken cancel) => captioner.CaptionBatch(windows, cancel);

    public void Dispose() => captioner.Dispose();
}
