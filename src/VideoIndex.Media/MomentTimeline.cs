using System.Globalization;
using System.Text;

namespace VideoIndex.Media;

/// <summary>Turns any moments into one ffmpeg filter that gives the picture on display at each, in one decode and in order. Pure.</summary>
/// <remarks>As in <see cref="FrameTimeline"/> time is stretched until the n-th wanted moment is second n; here each piece between two has its own slope.</remarks>
internal sealed class MomentTimeline
{
    // See FrameTimeline: containers round picture times to milliseconds.
    private static readonly TimeSpan s_rounding = TimeSpan.FromMilliseconds(1);

    private readonly IReadOnlyList<TimeSpan> _moments;

    /// <param name="moments">At least one, each later than the one before.</param>
    public MomentTimeline(IReadOnlyList<TimeSpan> moments)
    {
        if (moments.Count == 0)
            throw new ArgumentException("no moment, expected at least one", nameof(moments));
        for (var i = 1; i < moments.Count; i++)
            if (moments[i] <= moments[i - 1])
                throw new ArgumentException($"moment {i} is {moments[i]}, expected one after {moments[i - 1]}", nameof(moments));
        _moments = moments;
    }

    /// <param name="seek">Where in the media the input's time zero lies.</param>
    public FramePick Pick(TimeSpan seek)
    {
        var stretched = new StringBuilder($"st(0,T+{Number((seek - s_rounding).TotalSeconds)});");
        for (var i = 0; i + 1 < _moments.Count; i++)
        {
            var slope = 1 / (_moments[i + 1] - _moments[i]).TotalSeconds;
            stretched.Append(CultureInfo.InvariantCulture, $"if(lt(ld(0),{Seconds(i + 1)}),{i}+(ld(0)-{Seconds(i)})*{Number(slope)},");
        }

        var last = _moments.Count - 1;
        stretched.Append(CultureInfo.InvariantCulture, $"{last}+(ld(0)-{Seconds(last)})").Append(')', last);
        return new FramePick($"settb=AVTB,setpts='({stretched})/TB',fps=1:round=up:start_time=0", _moments.Count);
    }

    private string Seconds(int moment) => Number(_moments[moment].TotalSeconds);

    private static string Number(double value) => value.ToString("0.##########", CultureInfo.InvariantCulture);
}
