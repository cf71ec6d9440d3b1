namespace VideoIndex.Core;

/// <summary>Writes captions for windows. <see cref="Prepare"/> may be called from many threads, <see cref="CaptionBatch"/> from one at a time.</summary>
public interface ICaptioner : IDisposable
{
    /// <summary>Name and content hash of the model, <c>sample@1f2e3d4c</c>.</summary>
    string Model { get; }

    /// <summary><c>fp32</c>, <c>int8</c>, ...</summary>
    string Precision { get; }

    /// <summary><c>cpu</c>, <c>cuda:0</c>.</summary>
    string Device { get; }

    /// <summary>The question asked, system text included: part of a caption's provenance.</summary>
    string Prompt { get; }

    int MaxNewTokens { get; }

    /// <summary>How many windows the device likes to have in one batch.</summary>
    int PreferredBatch { get; }

    /// <summary>Turns frames into the model's input; what comes back is small and no longer refers to the frames' memory.</summary>
    PreparedWindow Prepare(WindowFrames window);

    /// <summary>Captions in the order of the windows. A caption does not depend on what else is in the batch (greedy, fp32).</summary>
    IReadOnlyList<Caption> CaptionBatch(IReadOnlyList<PreparedWindow> windows, CancellationToken cancel);
}

/// <summary>A window ready for the model: one tensor of pixels [frames, 3, side, side], normalised.</summary>
public sealed record PreparedWindow(TimeRange Window, IReadOnlyList<TimeSpan> FrameTimes, float[] Pixels);
