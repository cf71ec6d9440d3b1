using System.Runtime.CompilerServices;
using VideoIndex.Core;

namespace VideoIndex.Media;

/// <summary>Reads the frames of all windows of a media in one decode. Safe to share; every enumeration has its own ffmpeg.</summary>
/// <remarks>
/// The frame of a time is the picture on display then: the last one at or before it, the first one if there is none.
/// Time zero is the container's first moment, as players count. Alive at once: the window handed out, one held back until the next
/// has begun (only then its end is certain), and the one being read.
/// </remarks>
public sealed class FrameReader(MediaOptions options)
{
    // A seek lands on a picture that can be decoded alone, at or before the time asked for. Ten seconds earlier still, streams that
    // refresh little by little have become whole, and a picture that stands for long is seen.
    private static readonly TimeSpan SeekMargin = TimeSpan.FromSeconds(10);

    /// <summary>The windows of <paramref name="plan"/> from the one that starts at or after <paramref name="from"/>, in order.</summary>
    /// <remarks>
    /// A stream that ends before <paramref name="probe"/> says gives the windows of its real length: the last one's End is the real end.
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
        var stream = await new MediaProber(options).ReadLayoutAsync(path, probe.VideoStream, cancel);
        var timeline = new FrameTimeline(plan, probe.Duration, from);
        if (timeline.FrameCount == 0)
            yield break;

        var seek = stream.SeeksExactly && from > plan.WindowLength + SeekMargin ? from - SeekMargin : TimeSpan.Zero;
        VideoIndexException noFrames;
        var read = new List<(TimeSpan Time, VideoFrame Frame)>();
        await using (var decoder = FrameDecoder.Start(options, path, stream, timeline.Pick(seek), seek, probe.Duration, cancel))
        {
            WindowFrames? held = null;
            foreach (var window in timeline.Windows)
            {
                read.Clear();
                foreach (var time in plan.FrameTimes(window))
                {
                    if (await decoder.ReadFrameAsync() is not { } frame)
                        break;
                    read.Add((time, frame));
                }

                if (read.Count < plan.FramesPerWindow)
                    break;
                if (held is not null)
                    yield return held;
                held = new WindowFrames(window, [.. read.Select(each => each.Time)], [.. read.Select(each => each.Frame)]);
                read.Clear();
            }

            await decoder.FinishAsync();
            if (decoder.FramesRead == timeline.FrameCount)
            {
                yield return held!;
                yield break;
            }

            if (held is not null)
                read.InsertRange(0, held.FrameTimes.Zip(held.Frames));
            noFrames = decoder.NoFrames();
        }

        var end = await new PacketScan(options).FindEndAsync(path, probe.VideoStream, cancel) ?? TimeSpan.Zero;
        if (end > probe.Duration)
            end = probe.Duration;
        if (read.Count > 0)
        {
            foreach (var window in LastWindows.Fill(plan, end, read))
                yield return window;
            yield break;
        }

        if (from == TimeSpan.Zero && (end == TimeSpan.Zero || end == probe.Duration))
            throw noFrames;
        if (end <= from)
            yield break;

        // No wanted time lies where there are pictures: the stream ends before the first one, or its last picture, which stands to the
        // end, lies before `from`. Read again from the start with the length now known, and leave out what is done.
        await foreach (var window in ReadAsync(path, probe with { Duration = end }, plan, TimeSpan.Zero, cancel))
        {
            if (window.Window.Start >= from)
                yield return window;
        }
    }

    /// <summary>The pictures on display at given moments of a span, in one decode.</summary>
    /// <param name="moments">At least one, in order, no two equal; counted like the media's own time.</param>
    /// <remarks>A moment after the last picture gets the last one, as a player shows it; FrameTimes are the moments asked for.</remarks>
    /// <exception cref="VideoIndexException">As <see cref="ReadAsync"/>; partial_file although pictures could be read.</exception>
    public async Task<WindowFrames> ReadMomentsAsync(
        string path, MediaProbe probe, TimeRange span, IReadOnlyList<TimeSpan> moments, CancellationToken cancel)
    {
        var timeline = new MomentTimeline(moments);
        var stream = await new MediaProber(options).ReadLayoutAsync(path, probe.VideoStream, cancel);
        var seek = stream.SeeksExactly && moments[0] > 2 * SeekMargin ? moments[0] - SeekMargin : TimeSpan.Zero;
        var frames = await ReadMomentsAsync(path, probe, stream, timeline.Pick(seek), seek, cancel);
        // The last picture may stand since before the seek.
        if (frames.Count == 0 && seek > TimeSpan.Zero)
            frames = await ReadMomentsAsync(path, probe, stream, timeline.Pick(TimeSpan.Zero), TimeSpan.Zero, cancel);
        while (frames.Count < moments.Count)
            frames.Add(frames[^1]);
        return new WindowFrames(span, moments, frames);
    }

    private async Task<List<VideoFrame>> ReadMomentsAsync(
        string path, MediaProbe probe, StreamLayout stream, FramePick pick, TimeSpan seek, CancellationToken cancel)
    {
        var frames = new List<VideoFrame>();
        await using var decoder = FrameDecoder.Start(options, path, stream, pick, seek, probe.Duration, cancel);
        while (frames.Count < pick.Count && await decoder.ReadFrameAsync() is { } frame)
            frames.Add(frame);
        try
        {
            await decoder.FinishAsync();
        }
        catch (VideoIndexException e) when (e.Code == ErrorCodes.NoFrames && seek > TimeSpan.Zero)
        {
            return frames;
        }

        return frames.Count > 0 || seek > TimeSpan.Zero ? frames : throw decoder.NoFrames();
    }
}
