namespace VideoIndex.Core;

/// <summary>Writes captions for windows. <see cref="Prepare"/> may be called from many threads, <see cref="CaptionBatch"/> from one at a time.</summary>
public interface ICaptioner : IDisposable
{
    /// <summary><c>cpu</c>, <c>cuda:0</c>.</summary>
    string Device { get; }

    /// <summary>How many windows the device likes to have in one batch.</summary>
    int PreferredBatch { get; }

    /// <summary>Turns frames into the model's input; what comes back is small and no longer refers to the frames' memory.</summary>
    PreparedWindow Prepare(WindowFrames window);

    /// <summary>Captions in the order of the windows. A caption does not depend on what else is in the batch (greedy, fp32).</summary>
    IReadOnlyList<Caption> CaptionBatch(IReadOnlyList<PreparedWindow> windows, CancellationToken cancel);
}
