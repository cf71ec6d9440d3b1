using VideoIndex.Core;

namespace VideoIndex.Media;

/// <summary>Makes the last windows of a stream, whose end is known only when it has been read. Pure.</summary>
internal static class LastWindows
{
    /// <summary>The windows up to <paramref name="end"/>, from the one that the first picture lies in.</summary>
    /// <param name="end">Where the stream ends, as far as its packets tell; a picture read proves that it does not end before it.</param>
    /// <param name="read">The last pictures read, with the times they were asked for; at least one.</param>
    public static IEnumerable<WindowFrames> Fill(WindowPlan plan, TimeSpan end, IReadOnlyList<(TimeSpan Time, VideoFrame Frame)> read)
    {
        var latest = read[^1].Time + TimeSpan.FromMilliseconds(1);
        foreach (var window in plan.Cut(end > latest ? end : latest).SkipWhile(window => window.End <= read[0].Time))
        {
            var shown = plan.FrameTimes(window).Select(time => OnDisplay(read, time)).ToList();
            yield return new WindowFrames(window, [.. shown.Select(each => each.Time)], [.. shown.Select(each => each.Frame)]);
        }
    }

    private static (TimeSpan Time, VideoFrame Frame) OnDisplay(IReadOnlyList<(TimeSpan Time, VideoFrame Frame)> read, TimeSpan time)
    {
        var shown = read[0];
        foreach (var each in read)
        {
            if (each.Time <= time)
                shown = each;
        }

        return shown;
    }
}
