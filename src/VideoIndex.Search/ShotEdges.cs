using VideoIndex.Core;

namespace VideoIndex.Search;

/// <summary>Lets clips begin and end where the picture changes, when that is near. A pure rule.</summary>
/// <remarks>
/// A window ends where the clock says so, and what happens in it goes on in a shot that began a little before, or has a second of another at
/// its end. A spoken line is never cut, and the span of what a person wrote was meant as it is.
/// </remarks>
/// <param name="changes">Of each media, in order.</param>
/// <param name="shortest">No clip becomes shorter.</param>
internal sealed class ShotEdges(IReadOnlyDictionary<long, IReadOnlyList<TimeSpan>> changes, TimeSpan shortest)
{
    /// <summary>An edge moves no further: a fifth of a window, so that most of what the caption tells of stays in the clip.</summary>
    private static readonly TimeSpan s_near = TimeSpan.FromSeconds(2);

    public Clip Of(Clip clip)
    {
        if (!changes.TryGetValue(clip.MediaId, out var times) || clip.Source == "correction")
            return clip;
        var inwards = clip.Source == "caption" ? s_near : TimeSpan.Zero;
        var moved = new TimeRange(
            Nearest(times, clip.Span.Start, clip.Span.Start - s_near, clip.Span.Start + inwards),
            Nearest(times, clip.Span.End, clip.Span.End - inwards, clip.Span.End + s_near));
        return moved.Length < shortest ? clip : clip with { Span = moved };
    }

    /// <summary>The change nearest to an edge; the edge itself when there is none between two times.</summary>
    private static TimeSpan Nearest(IReadOnlyList<TimeSpan> times, TimeSpan edge, TimeSpan from, TimeSpan to)
    {
        var near = times.Where(time => time >= from && time <= to).ToList();
        return near.Count == 0 ? edge : near.MinBy(time => (time - edge).Duration());
    }
}
