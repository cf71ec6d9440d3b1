using System.Globalization;
using VideoIndex.Core;

namespace VideoIndex.Media;

/// <summary>Chooses among the keyframes of a stream those nearest to the wanted times of its windows. Pure.</summary>
/// <remarks>
/// A window is cut into as many equal slots as frames are wanted; the first keyframe counts that lies at most half the usual distance of
/// keyframes before the middle of a slot. So a keyframe in each slot is found wherever they are at most a slot apart.
/// </remarks>
internal sealed class KeyframeTimeline(WindowPlan plan, TimeSpan duration, TimeSpan from, TimeSpan gap)
{
    // See FrameTimeline: containers round picture times to milliseconds.
    private static readonly TimeSpan s_rounding = TimeSpan.FromMilliseconds(1);

    private readonly double _slot = plan.WindowLength.TotalSeconds / plan.FramesPerWindow;

    /// <summary>The windows wanted, in order.</summary>
    public IReadOnlyList<TimeRange> Windows { get; } = [.. plan.Cut(duration).SkipWhile(window => window.Start < from)];

    /// <param name="seek">Where in the media the input's time zero lies.</param>
    public FramePick Pick(TimeSpan seek)
    {
        var late = Math.Max(0, (_slot - gap.TotalSeconds) / 2);
        var zero = Number((seek + s_rounding).TotalSeconds);
        string Slot(string time) => $"floor(({time}+{zero}-{Number(late)})/{Number(_slot)})";
        var (first, last) = (Number(Windows[0].Start.TotalSeconds + late), Number(Windows[^1].Start.TotalSeconds));
        // The last window may be shorter than a slot: its first keyframe counts wherever it lies.
        var filter = $"select='gte(t+{zero},{first})*(isnan(prev_selected_t)+gt({Slot("t")},{Slot("prev_selected_t")}))" +
            $"+gte(t+{zero},{last})*lt(prev_selected_t+{zero},{last})'";
        return new FramePick(filter, (long)Windows.Count * (plan.FramesPerWindow + 1)) { Plan = FramePlan.Keyframes };
    }

    private static string Number(double value) => value.ToString("0.##########", CultureInfo.InvariantCulture);
}
