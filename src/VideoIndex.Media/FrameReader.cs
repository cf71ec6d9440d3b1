using System.Runtime.CompilerServices;
using VideoIndex.Core;

namespace VideoIndex.Media;

/// <summary>Reads the frames of all windows of a media in one decode. Safe to share; every enumeration has its own ffmpeg.</summary>
/// <remarks>
/// The frame of a time is the picture on display then: the last one at or before it, the first one if there is none.
/// Time zero is the container's first moment, as players count. Alive at once: the window handed out, one held back until a picture
/// lies a second behind it (only then its end is certain), and the one being read.
/// </remarks>
/// <param name="prober">The one that the files were probed with: it knows how their pictures are stored.</param>
public sealed class FrameReader(MediaOptions options, MediaProber prober)
{
    // A seek lands on a picture that can be decoded alone, at or before the time asked for. Ten seconds earlier still, streams that
    // refresh little by little have become whole, and a picture that stands for long is seen.
    private static readonly TimeSpan SeekMargin = TimeSpan.FromSeconds(10);

    // Below it all pictures are decoded in half a second: too little to gain for frames at other than the best times.
    private const double FewestPixels = 250e6;

    // Keyframes of so many pixels are decoded in half a second, which is three starts of a process.
    private const double FewestKeyPixels = 40e6;

    private const double UsualFrameRate = 25;

    /// <summary>A reader of files that somebody else has probed: each is looked at once more.</summary>
    public FrameReader(MediaOptions options)
        : this(options, new MediaProber(options))
    {
    }

    /// <summary>The windows of <paramref name="plan"/> from the one that starts at or after <paramref name="from"/>, in order.</summary>
    /// <remarks>
    /// A stream that ends before <paramref name="probe"/> says gives the windows of its real length: the last one's End is the real end.
    /// A plan other than full reads keyframes alone where that pays; their times are then the pictures' own.
    /// A stream that goes on without new pictures (the last one stands, or the rest cannot be decoded) repeats its last picture,
    /// as a player does; FrameTimes then repeats that picture's time. Nothing is given when the real end lies before <paramref name="from"/>.
    /// </remarks>
    /// <exception cref="VideoIndexException">
    /// no_frames, decoder_failed, decoder_timeout, changed_while_indexing; partial_file, after the windows that could be read:
    /// the caller drops those. Also what <see cref="MediaProber.ProbeAsync"/> throws.
    /// </exception>
    public async IAsyncEnumerable<WindowFrames> ReadAsync(
        string path, MediaProbe probe, WindowPlan plan, TimeSpan from, [EnumeratorCancellation] CancellationToken cancel)
    {
        if (plan.Frames == FramePlan.Auto)
            plan = plan.ForShort(probe.Duration);
        var stream = await prober.ReadLayoutAsync(path, probe.VideoStream, KeyframeScan.LookedAt, cancel);
        var next = from;
        if (KeyframesServe(stream, probe, plan, from) is { } gap)
        {
            await foreach (var window in ReadKeyframesAsync(path, stream, probe, plan, from, gap, cancel))
            {
                yield return window;
                next = window.Window.End;
            }
        }

        if (next >= probe.Duration)
            yield break;
        var rest = KeyframesMayServe(probe, plan, from) ? plan : plan with { Frames = FramePlan.Full };
        await foreach (var window in ReadPicturesAsync(path, stream, probe, rest, next, RuleToFeedBy(stream, probe, plan, next), cancel))
            yield return window;
    }

    private static bool KeyframesMayServe(MediaProbe probe, WindowPlan plan, TimeSpan from) =>
        plan.Frames == FramePlan.Keyframes || (plan.Frames == FramePlan.Auto && PixelsOf(probe, from) >= FewestPixels);

    private static double PixelsOf(MediaProbe probe, TimeSpan from) =>
        (double)probe.Width * probe.Height * (probe.FrameRate ?? UsualFrameRate) * (probe.Duration - from).TotalSeconds;

    /// <returns>How far the keyframes lie apart where reading them alone pays and gives enough; else null.</returns>
    private static TimeSpan? KeyframesServe(StreamLayout stream, MediaProbe probe, WindowPlan plan, TimeSpan from)
    {
        if (!KeyframesMayServe(probe, plan, from) || stream.Start is not { LongestGap: var gap } || gap == TimeSpan.MaxValue)
            return null;
        return plan.Frames == FramePlan.Keyframes || gap <= plan.WindowLength / plan.FramesPerWindow ? gap : null;
    }

    /// <summary>Windows from keyframes alone, as far as there are enough of them.</summary>
    private async IAsyncEnumerable<WindowFrames> ReadKeyframesAsync(
        string path, StreamLayout stream, MediaProbe probe, WindowPlan plan, TimeSpan from, TimeSpan gap, [EnumeratorCancellation] CancellationToken cancel)
    {
        var timeline = new KeyframeTimeline(plan, probe.Duration, from, gap);
        if (timeline.Windows.Count == 0)
            yield break;
        var windows = new KeyframeWindows(plan, timeline.Windows);
        var seek = SeekFor(stream, plan, from);
        var rule = HandsOn(stream, probe, gap) ? PacketRule.For(probe.VideoCodec) ?? PacketRule.None : null;
        await using var decoder = FrameDecoder.Start(options, path, stream, timeline.Pick(seek, rule), seek, probe.Duration, cancel);
        while (!windows.IsBroken && await decoder.ReadFrameAsync() is { } frame && await decoder.ReadTimeAsync() is { } time)
        {
            foreach (var window in windows.Add(time, frame))
                yield return window;
        }

        if (windows.IsBroken || !await EndsWellAsync(decoder))
            yield break;
        if (windows.End(timeline.MostAfterLast) is { } last)
            yield return last;
    }

    /// <summary>Whether keyframes are worth a process that hands them on. Where the container keeps no table of times, packets may come without one.</summary>
    private static bool HandsOn(StreamLayout stream, MediaProbe probe, TimeSpan gap) =>
        stream.SeeksExactly && gap > TimeSpan.Zero && (double)probe.Width * probe.Height * (probe.Duration / gap) >= FewestKeyPixels;

    /// <summary>
    /// Where many pictures need not be decoded, because between the keyframe before a wanted picture and that picture there are few, or because no other is made from
    /// them: how to tell which. Null where every picture is to be decoded.
    /// </summary>
    private static PacketRule? RuleToFeedBy(StreamLayout stream, MediaProbe probe, WindowPlan plan, TimeSpan from)
    {
        if (!stream.SeeksExactly || stream.Start is not { CanBeCopied: true } start || start.LongestGap == TimeSpan.MaxValue || PacketRule.For(probe.VideoCodec) is not { } rule)
            return null;
        var (gap, apart) = (start.LongestGap, plan.WindowLength / plan.FramesPerWindow);
        var decoded = gap <= apart ? gap / apart / 2 : 1 - apart / gap / 2;
        if (start.Disposable == 0)
            rule = rule with { IsDisposable = null };
        if (rule.IsDisposable is not null)
            decoded *= 1 - start.Disposable;
        return (1 - decoded) * PixelsOf(probe, from) >= FewestPixels ? rule : null;
    }

    /// <exception cref="VideoIndexException">As <see cref="ReadAsync"/>, but for a stream without a keyframe.</exception>
    private static async Task<bool> EndsWellAsync(FrameDecoder decoder)
    {
        try
        {
            return await decoder.FinishAsync();
        }
        catch (VideoIndexException trouble) when (trouble.Code == ErrorCodes.NoFrames)
        {
            return false;
        }
    }

    private static TimeSpan SeekFor(StreamLayout stream, WindowPlan plan, TimeSpan from) =>
        stream.SeeksExactly && from > plan.WindowLength + SeekMargin ? from - SeekMargin : TimeSpan.Zero;

    private async IAsyncEnumerable<WindowFrames> ReadPicturesAsync(
        string path, StreamLayout stream, MediaProbe probe, WindowPlan plan, TimeSpan from, PacketRule? rule, [EnumeratorCancellation] CancellationToken cancel)
    {
        var timeline = new FrameTimeline(plan, probe.Duration, from);
        if (timeline.FrameCount == 0)
            yield break;

        var seek = SeekFor(stream, plan, from);
        var next = from;
        var unsent = new List<(TimeSpan Time, VideoFrame Frame)>();
        bool isFedWell, complete;
        VideoIndexException noFrames;
        await using (var decoder = FrameDecoder.Start(options, path, stream, timeline.Pick(seek, rule), seek, probe.Duration, cancel))
        {
            await foreach (var window in ReadCertainAsync(decoder, timeline, plan, unsent))
            {
                yield return window;
                next = window.Window.End;
            }

            isFedWell = await decoder.FinishAsync();
            complete = decoder.FramesRead == timeline.FrameCount;
            noFrames = decoder.NoFrames();
        }

        if (!isFedWell)
        {
            await foreach (var window in ReadPicturesAsync(path, stream, probe, plan, next, null, cancel))
                yield return window;
            yield break;
        }

        var end = complete ? probe.Duration : await FindEndAsync(path, probe, cancel);
        if (unsent.Count > 0)
        {
            foreach (var window in LastWindows.Fill(plan, end, unsent))
                yield return window;
            yield break;
        }

        if (from == TimeSpan.Zero && (end == TimeSpan.Zero || end == probe.Duration))
            throw noFrames;
        if (end <= from)
            yield break;

        // No wanted time lies where there are pictures: the stream ends before the first one, or its last picture, which stands to the
        // end, lies before `from`. Read again from the start with the length now known, and leave out what is done.
        await foreach (var window in ReadPicturesAsync(path, stream, probe with { Duration = end }, plan, TimeSpan.Zero, null, cancel))
        {
            if (window.Window.Start >= from)
                yield return window;
        }
    }

    // The windows whose end is certain, because a picture lies so far behind it that the rest is a window of its own; what was read after them is left in `unsent`.
    private static async IAsyncEnumerable<WindowFrames> ReadCertainAsync(
        FrameDecoder decoder, FrameTimeline timeline, WindowPlan plan, List<(TimeSpan Time, VideoFrame Frame)> unsent)
    {
        var held = new Queue<TimeRange>();
        foreach (var window in timeline.Windows)
        {
            held.Enqueue(window);
            foreach (var time in plan.FrameTimes(window))
            {
                if (await decoder.ReadFrameAsync() is not { } frame)
                    yield break;
                unsent.Add((time, frame));
                if (time < held.Peek().End + WindowPlan.ShortestRest)
                    continue;
                var sent = unsent[..plan.FramesPerWindow];
                unsent.RemoveRange(0, sent.Count);
                yield return new WindowFrames(held.Dequeue(), [.. sent.Select(each => each.Time)], [.. sent.Select(each => each.Frame)]);
            }
        }
    }

    // The stream gave fewer pictures than its length promised.
    private async Task<TimeSpan> FindEndAsync(string path, MediaProbe probe, CancellationToken cancel)
    {
        var end = await new PacketScan(options).FindEndAsync(path, probe.VideoStream, cancel) ?? TimeSpan.Zero;
        return end < probe.Duration ? end : probe.Duration;
    }
}
