namespace VideoIndex.Core;

/// <summary>Which moments of a video a model is shown. Pure rules; every one gives times in order, counted like the span's.</summary>
public static class FrameSelection
{
    /// <summary>The reference looks away from the first and the last second of a long video: titles and black.</summary>
    private const int SkippedSeconds = 1;

    /// <summary>The middles of <paramref name="count"/> equal parts of the span, as windows are captioned.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The count is below 1, or the span is empty.</exception>
    public static IReadOnlyList<TimeSpan> Spread(TimeRange span, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(span.Length, TimeSpan.Zero, nameof(span));
        return new WindowPlan(span.Length, count).FrameTimes(span);
    }

    /// <summary>The frames that the reference's processor takes of a video that is this span: about one a second, first and last included.</summary>
    /// <param name="frameRate">Of the video, in frames a second.</param>
    /// <param name="most">Of frames: what the published checkpoints say is 64.</param>
    /// <remarks>
    /// Never two of one frame, so that a video of few frames gives fewer. Source: transformers, video_processing_smolvlm.py,
    /// get_max_frames and sample_indices with fps 1.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">The rate is not above 0, <paramref name="most"/> is below 1, or the span is empty.</exception>
    public static IReadOnlyList<TimeSpan> AsReference(TimeRange span, double frameRate, int most = 64)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(frameRate);
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(span.Length, TimeSpan.Zero, nameof(span));
        var total = Math.Max(1, (long)Math.Round(span.Length.TotalSeconds * frameRate));
        return [.. ReferenceFrames(total, frameRate, most).Select(frame => span.Start + TimeSpan.FromSeconds(frame / frameRate))];
    }

    /// <summary>Numbers of the frames that the reference takes of a video of <paramref name="total"/> frames.</summary>
    internal static IReadOnlyList<long> ReferenceFrames(long total, double frameRate, int most)
    {
        var duration = total / frameRate;
        var count = (int)Math.Max(1, Math.Min(Math.Round(duration, MidpointRounding.ToEven), most));
        var (first, last) = (0L, total - 1);
        if (duration - 2 * SkippedSeconds > most)
        {
            first = (long)(SkippedSeconds * frameRate);
            last = Math.Min((long)(total - SkippedSeconds * frameRate), last);
        }

        var step = count > 1 ? (double)(last - first) / (count - 1) : 0;
        return [.. Enumerable.Range(0, count).Select(i => i > 0 && i == count - 1 ? last : (long)(first + i * step)).Distinct()];
    }
}
