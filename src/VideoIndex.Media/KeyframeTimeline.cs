using System.Globalization;
using VideoIndex.Core;

namespace VideoIndex.Media;

/// <summary>Chooses among the keyframes of a stream those nearest to the wanted times of its windows. Pure.</summary>
/// <remarks>
/// A window is cut into as many equal slots as frames are wanted; the first keyframe counts that lies at most half the usual distance of
/// keyframes before the middle of a slot. So a keyframe in each slot is found wherever they are at most a slot apart. Besides those come keyframes
/// that look quite unlike the one before them, so that a short shot is not passed over: the reader chooses among them.
/// </remarks>
internal sealed class KeyframeTimeline(WindowPlan plan, TimeSpan duration, TimeSpan from, TimeSpan gap)
{
    // See FrameTimeline: containers round picture times to milliseconds.
    private static readonly TimeSpan s_rounding = TimeSpan.FromMilliseconds(1);

    /// <summary>
    /// Of ffmpeg's measure of change between two pictures (0 to 1): cuts lie from 0.2 up, a camera that pans below 0.1.
    /// </summary>
    private const double Cut = 0.12;

    /// <summary>At most so many extra pictures a slot.</summary>
    private const int ExtraPerSlot = 4;

    private readonly TimeSpan _extraApart = plan.WindowLength / plan.FramesPerWindow / ExtraPerSlot;

    private readonly double _slot = plan.WindowLength.TotalSeconds / plan.FramesPerWindow;

    /// <summary>The windows wanted, in order.</summary>
    public IReadOnlyList<TimeRange> Windows { get; } = [.. plan.Cut(duration).SkipWhile(window => window.Start < from)];

    /// <summary>A stream that goes on for longer after the last keyframe chosen may be one that was cut off.</summary>
    public TimeSpan MostAfterLast => 2 * gap + _extraApart;

    /// <param name="seek">Where in the media the input's time zero lies.</param>
    public FramePick Pick(TimeSpan seek)
    {
        var late = Math.Max(0, (_slot - gap.TotalSeconds) / 2);
        var zero = Number((seek + s_rounding).TotalSeconds);
        string Slot(string time) => $"floor(({time}+{zero}-{Number(late)})/{Number(_slot)})";
        var (first, last) = (Number(Windows[0].Start.TotalSeconds + late), Number(Windows[^1].Start.TotalSeconds));
        // The last window may be shorter than a slot: its first keyframe counts wherever it lies, and so many more that the last tells where the stream ends.
        var filter = $"select='gte(t+{zero},{first})*(isnan(prev_selected_t)+gt({Slot("t")},{Slot("prev_selected_t")}))" +
            $"+gte(t+{zero},{last})*(lt(prev_selected_t+{zero},{last})+gte(t-prev_selected_t,{Number(_extraApart.TotalSeconds)}))" +
            $"+gte(t+{zero},{Number(Windows[0].Start.TotalSeconds)})*gt(scene,{Number(Cut)})*gte(t-prev_selected_t,{Number(_extraApart.TotalSeconds)})'";
        return new FramePick(filter, (long)Windows.Count * (plan.FramesPerWindow * (ExtraPerSlot + 1) + 1)) { Plan = FramePlan.Keyframes };
    }

    private static string Number(double value) => value.ToString("0.##########", CultureInfo.InvariantCulture);
}
