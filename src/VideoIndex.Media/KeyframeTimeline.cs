using System.Globalization;
using VideoIndex.Core;

namespace VideoIndex.Media;

/// <summary>Chooses among the keyframes of a stream those nearest to the wanted times of its windows. Pure.</summary>
/// <param name="gap">How far apart they lie.</param>
/// <remarks>
/// A window is cut into twice as many equal slots as frames are wanted, where more than one is; in each the first keyframe counts that lies at most half the usual
/// distance of keyframes before its middle. So wherever they are at most two slots apart there are enough, and where they are denser there is
/// a choice, so that a short shot is not passed over: <see cref="KeyframeWindows"/> makes it. (ffmpeg's own measure of change does not serve: it
/// looks for a change of the change, and misses the second of two cuts.)
/// </remarks>
internal sealed class KeyframeTimeline(WindowPlan plan, TimeSpan duration, TimeSpan from, TimeSpan gap)
{
    // See FrameTimeline: containers round picture times to milliseconds.
    private static readonly TimeSpan s_rounding = TimeSpan.FromMilliseconds(1);

    private readonly int _slots = SlotsOf(plan);

    private readonly TimeSpan _apartAtTheEnd = plan.WindowLength / plan.FramesPerWindow / 4;

    /// <summary>The windows wanted, in order.</summary>
    public IReadOnlyList<TimeRange> Windows { get; } = [.. plan.Cut(duration).SkipWhile(window => window.Start < from)];

    /// <summary>A stream that goes on for longer after the last keyframe chosen may be one that was cut off.</summary>
    public TimeSpan MostAfterLast => 2 * gap + _apartAtTheEnd;

    /// <param name="seek">Where the reading of the media begins.</param>
    /// <param name="rule">Given, only keyframes that may be chosen are handed to the decoder.</param>
    public FramePick Pick(TimeSpan seek, PacketRule? rule = null)
    {
        var slot = plan.WindowLength.TotalSeconds / _slots;
        var late = Math.Max(0, (slot - gap.TotalSeconds) / 2);
        var begin = FfmpegArguments.ZeroOf(rule is not null, seek) + s_rounding;
        var zero = Number(begin.TotalSeconds);
        string Slot(string time) => $"floor(({time}+{zero}-{Number(late)})/{Number(slot)})";
        var (first, last) = (Number(Windows[0].Start.TotalSeconds + late), Number(Windows[^1].Start.TotalSeconds));
        // The last window may be shorter than a slot: its first keyframe counts wherever it lies, and so many more that the last tells where the stream ends.
        var filter = $"select='gte(t+{zero},{first})*(isnan(prev_selected_t)+gt({Slot("t")},{Slot("prev_selected_t")}))" +
            $"+gte(t+{zero},{last})*(lt(prev_selected_t+{zero},{last})+gte(t-prev_selected_t,{Number(_apartAtTheEnd.TotalSeconds)}))'";
        return new FramePick(filter, (long)Windows.Count * _slots + 5 * plan.FramesPerWindow)
        {
            Plan = FramePlan.Keyframes,
            Fed = rule is null ? null : new PacketPick(
                new KeyframeSieve(TimeSpan.FromSeconds(late) - begin, TimeSpan.FromSeconds(slot), Windows[^1].Start - begin), rule, KeyframesAlone: true),
        };
    }

    // One frame is to be the one in the middle.
    private static int SlotsOf(WindowPlan plan) => plan.FramesPerWindow == 1 ? 1 : 2 * plan.FramesPerWindow;

    private static string Number(double value) => value.ToString("0.##########", CultureInfo.InvariantCulture);
}
