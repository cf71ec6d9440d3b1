using VideoIndex.Core;

namespace VideoIndex.Media;

/// <summary>Reads the pictures on display at given moments of a video, in one decode. Safe to share.</summary>
/// <remarks>As in <see cref="FrameReader"/>: the picture of a moment is the last one at or before it, the first one if there is none.</remarks>
public sealed class ClipReader(MediaOptions options)
{
    // As in FrameReader.
    private static readonly TimeSpan s_seekMargin = TimeSpan.FromSeconds(10);

    /// <summary>Finds the last picture of a stream that ends earlier than all moments: to a sixtieth of a second.</summary>
    private static readonly WindowPlan s_toTheEnd = new(TimeSpan.FromSeconds(1), 30);

    /// <param name="span">What the moments are of; it is handed on, not checked.</param>
    /// <param name="moments">At least one, in order, no two equal; counted like the media's own time.</param>
    /// <returns>A picture for each moment. A moment after the last picture gets that one, as a player shows it; the times are the moments asked for.</returns>
    /// <exception cref="ArgumentException">The moments are not in order.</exception>
    /// <exception cref="VideoIndexException">no_frames, decoder_failed, decoder_timeout, changed_while_indexing, partial_file, or what <see cref="MediaProber.ProbeAsync"/> throws.</exception>
    public async Task<WindowFrames> ReadAsync(string path, MediaProbe probe, TimeRange span, IReadOnlyList<TimeSpan> moments, CancellationToken cancel)
    {
        var timeline = new MomentTimeline(moments);
        var stream = await new MediaProber(options).ReadLayoutAsync(path, probe.VideoStream, TimeSpan.Zero, cancel);
        var seek = stream.SeeksExactly && moments[0] > 2 * s_seekMargin ? moments[0] - s_seekMargin : TimeSpan.Zero;
        var frames = await ReadAsync(path, probe, stream, timeline.Pick(seek), seek, cancel);
        if (frames.Count == 0)
            frames.Add(await ReadLastAsync(path, probe, cancel));
        while (frames.Count < moments.Count)
            frames.Add(frames[^1]);
        return new WindowFrames(span, moments, frames);
    }

    private async Task<List<VideoFrame>> ReadAsync(
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
        catch (VideoIndexException e) when (e.Code == ErrorCodes.NoFrames)
        {
            return []; // none from here on: the last one stands since before, if there is one
        }

        return frames;
    }

    private async Task<VideoFrame> ReadLastAsync(string path, MediaProbe probe, CancellationToken cancel)
    {
        VideoFrame? last = null;
        await foreach (var window in new FrameReader(options).ReadAsync(path, probe, s_toTheEnd, TimeSpan.Zero, cancel))
            last = window.Frames[^1];
        return last!; // a stream without one has thrown
    }
}
