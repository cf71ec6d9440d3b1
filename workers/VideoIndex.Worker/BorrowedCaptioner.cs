using VideoIndex.Core;

namespace VideoIndex.Worker;

/// <summary>A captioner whose owner goes on with it: to be disposed of by a run without being so.</summary>
public sealed class BorrowedCaptioner(ICaptioner captioner) : ICaptioner
{
    public string Device => captioner.Device;

    public int PreferredBatch => captioner.PreferredBatch;

    public PreparedWindow Prepare(WindowFrames window) => captioner.Prepare(window);

    public IReadOnlyList<Caption> CaptionBatch(IReadOnlyList<PreparedWindow> windows, CancellationToken cancel) => captioner.CaptionBatch(windows, cancel);

    public void Dispose()
    {
        // not ours
    }
}
