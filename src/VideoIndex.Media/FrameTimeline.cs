using System.Globalization;
using VideoIndex.Core;

namespace VideoIndex.Media;

/// <summary>
/// Turns the wanted times of all windows into one ffmpeg filter that gives exactly those pictures, in one decode and in order. Pure.
/// </summary>
/// <remarks>
/// Time is stretched so that the n-th wanted time becomes second n: linear up to the last window, which has its own length, and with
/// another slope in it. `fps=1:round=up` then gives for every whole second the last picture at or before it, the one on display:
/// the first picture serves for times before it, and the n-th picture out is the n-th wanted by construction.
/// Nothing is duplicated on the way, however fine the times lie.
/// </remarks>
internal sealed class FrameTimeline
{
    // Matroska and FLV round picture times to milliseconds: a picture due at 5/3 s is stored as 1.667 s and is the one meant at 1.6666666 s. So pictures count as a millisecond earlier.
    private static readonly TimeSpan Rounding = TimeSpan.FromMilliseconds(1);

    /// <summary>A second of what cameras write at most in 4K.</summary>
    private const long MostWaiting = 48 << 20;

    private readonly WindowPlan plan;
    private readonly TimeRange last;

    public FrameTimeline(WindowPlan plan, TimeSpan duration, TimeSpan from)
    {
        this.plan = plan;
        last = plan.Cut(duration).Last();
        Windows = plan.Cut(duration).SkipWhile(window => window.Start < from);
        var first = (int)Math.Ceiling(from / plan.WindowLength);
        FirstFrame = (long)first * plan.FramesPerWindow;
        FrameCount = Math.Max(0, (last.Start.Ticks / plan.WindowLength.Ticks) + 1 - first) * plan.FramesPerWindow;
    }

    /// <summary>The windows wanted, in order.</summary>
    public IEnumerable<TimeRange> Windows { get; }

    public long FrameCount { get; }

    private long FirstFrame { get; }

    /// <summary>The filters that choose pictures, for an input whose time zero lies at <paramref name="seek"/> of the media.</summary>
    public string Filter(TimeSpan seek)
    {
        var perSecond = 2.0 * plan.FramesPerWindow / plan.WindowLength.TotalSeconds;
        var lastPerSecond = 2.0 * plan.FramesPerWindow / last.Length.TotalSeconds;
        var lastStart = last.Start.TotalSeconds;
        var time = $"(T+{Number((seek - Rounding).TotalSeconds)})";
        // Half steps from the media's start: the wanted times of a window are its 1st, 3rd, 5th, ... half step.
        var halfSteps = $"if(lt({time},{Number(lastStart)}),{time}*{Number(perSecond)}," +
            $"{Number(lastStart * perSecond)}+({time}-{Number(lastStart)})*{Number(lastPerSecond)})";
        return $"settb=AVTB,setpts='(({halfSteps}-1)/2-{FirstFrame})/TB',fps=1:round=up:start_time=0";
    }

    /// <inheritdoc cref="Filter"/>
    /// <param name="seek">Where the reading of the media begins.</param>
    /// <param name="rule">Given, no picture is decoded that no wanted one is made from.</param>
    public FramePick Pick(TimeSpan seek, PacketRule? rule = null)
    {
        var zero = FfmpegArguments.ZeroOf(rule is not null, seek);
        return new FramePick(Filter(zero), FrameCount)
        {
            Plan = plan.Frames == FramePlan.Full || rule?.IsDisposable is not null ? FramePlan.Full : FramePlan.Auto,
            Fed = rule is null ? null : new PacketPick(new PacketSieve(Windows.SelectMany(plan.FrameTimes).Select(time => time + Rounding - zero), MostWaiting), rule),
        };
    }

    private static string Number(double value) => value.ToString("0.##########", CultureInfo.InvariantCulture);
}
