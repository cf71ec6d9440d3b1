using VideoIndex.Core;

namespace VideoIndex.Media;

/// <summary>Sorts keyframes, as they come, into the windows they lie in. Pure.</summary>
/// <remarks>
/// Of more keyframes than a window is to have those stay that are spread most evenly, and beside them the one that differs most from them all when it
/// shows what none of them shows. A window is given when a picture after it has come: that alone shows that the stream goes on so far. What stays unsaid at the end, and
/// in the automatic plan everything from the first window that no keyframe lies in, is to be read picture by picture.
/// </remarks>
internal sealed class KeyframeWindows(WindowPlan plan, IReadOnlyList<TimeRange> windows)
{
    private readonly List<(TimeSpan Time, VideoFrame Frame)> _held = [];
    private int _window;

    /// <summary>Whether keyframes serve no further.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>The windows that this picture shows to be complete, none as a rule.</summary>
    public IEnumerable<WindowFrames> Add(TimeSpan time, VideoFrame frame)
    {
        IsBroken |= _held.Count > 0 && time <= _held[^1].Time;
        while (!IsBroken && _window < windows.Count - 1 && time >= windows[_window].End)
        {
            if (TryGive() is { } given)
                yield return given;
        }

        if (!IsBroken && time >= windows[_window].Start)
            _held.Add((time, frame));
    }

    /// <summary>At the stream's end: the last window, if the pictures reach it and it is not known to be shorter than its length says.</summary>
    /// <param name="mostAfterLast">A stream that goes on for longer after the last picture is held to be cut off.</param>
    public WindowFrames? End(TimeSpan mostAfterLast)
    {
        if (IsBroken || _window != windows.Count - 1 || _held.Count == 0)
            return null;
        return windows[_window].End - _held[^1].Time <= mostAfterLast ? TryGive() : null;
    }

    private WindowFrames? TryGive()
    {
        var window = windows[_window];
        var inside = _held.Where(each => each.Time >= window.Start).ToList();
        // Asked for keyframes alone, a window without one shows what is on display: the last one before it.
        if (inside.Count == 0 && plan.Frames == FramePlan.Keyframes && _held.Count > 0)
            inside = [_held[^1]];
        if (inside.Count == 0)
        {
            IsBroken = true;
            return null;
        }

        _window++;
        _held.RemoveRange(0, _held.Count - 1);
        var shown = Chosen(inside, window);
        return new WindowFrames(window, [.. shown.Select(each => each.Time)], [.. shown.Select(each => each.Frame)]) { FramePlan = FramePlan.Keyframes };
    }

    private List<(TimeSpan Time, VideoFrame Frame)> Chosen(List<(TimeSpan Time, VideoFrame Frame)> inside, TimeRange window)
    {
        if (inside.Count <= plan.FramesPerWindow)
            return inside;
        var left = inside.Select(each => new Candidate(each.Time, each.Frame)).ToList();
        var kept = plan.FrameTimes(window).Select(time => Take(left, left.MinBy(each => (each.Time - time).Duration())!)).ToList();
        if (kept.Count > 1 && left.Select(other => (Picture: other, New: kept.Min(other.DifferenceTo))).MaxBy(other => other.New) is { New: >= SmallPicture.OtherShot } most)
            kept.Add(most.Picture);
        return [.. kept.OrderBy(each => each.Time).Select(each => (each.Time, each.Frame))];
    }

    private static Candidate Take(List<Candidate> from, Candidate one)
    {
        from.Remove(one);
        return one;
    }

    private sealed class Candidate(TimeSpan time, VideoFrame frame)
    {
        private readonly Lazy<SmallPicture> _picture = new(() => SmallPicture.Of(frame));

        public TimeSpan Time => time;

        public VideoFrame Frame => frame;

        public double DifferenceTo(Candidate other) => _picture.Value.DifferenceTo(other._picture.Value).Mean;
    }
}
