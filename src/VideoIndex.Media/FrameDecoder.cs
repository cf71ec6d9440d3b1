using VideoIndex.Core;

namespace VideoIndex.Media;

/// <summary>One ffmpeg that writes the wanted frames one after another. For one reader at a time.</summary>
internal sealed class FrameDecoder : IAsyncDisposable
{
    private readonly string path;
    private readonly FrameSize size;
    private readonly TimeSpan limit;
    private readonly ChildProcess child;
    private readonly PacketFeed? feed;
    private readonly Deadline deadline;
    private readonly MediaOptions options;
    private readonly PictureTimes times;
    private readonly TimeSpan zero;

    private FrameDecoder(
        string path, FrameSize size, MediaOptions options, PictureTimes times, TimeSpan zero, ChildProcess child, PacketFeed? feed, TimeSpan limit, CancellationToken cancel)
    {
        (this.times, this.zero, this.feed) = (times, zero, feed);
        this.path = path;
        this.size = size;
        this.options = options;
        this.child = child;
        this.limit = limit;
        deadline = new Deadline(child, options.StallLimit, limit, cancel);
    }

    public long FramesRead { get; private set; }

    public static FrameDecoder Start(
        MediaOptions options, string path, StreamLayout stream, FramePick pick, TimeSpan seek, TimeSpan duration, CancellationToken cancel)
    {
        var size = stream.Display.Within(options.LongestEdge);
        var limit = options.RunLimitFor(duration);
        var arguments = FfmpegArguments.Frames(options, path, stream, size, pick, seek);
        var times = new PictureTimes();
        var child = ChildProcess.Start(options, options.FfmpegPath, arguments, limit, pick.Plan == FramePlan.Keyframes ? times : null, pick.Fed is not null);
        var feed = pick.Fed is { } fed ? PacketFeed.Start(options, FfmpegArguments.HandOn(options, path, stream, fed, seek), limit, child, fed) : null;
        return new FrameDecoder(path, size, options, times, FfmpegArguments.ZeroOf(pick.Fed is not null, seek), child, feed, limit, cancel);
    }

    /// <summary>The next frame, or null when the stream has ended.</summary>
    /// <exception cref="VideoIndexException">decoder_timeout</exception>
    public async Task<VideoFrame?> ReadFrameAsync()
    {
        var rgb = GC.AllocateUninitializedArray<byte>(size.RgbBytes);
        var read = await WaitAsync(token => child.Output.ReadAtLeastAsync(rgb, rgb.Length, throwOnEndOfStream: false, token).AsTask());
        if (read < rgb.Length)
            return null; // a piece of a frame comes from a decoder that died: its exit code tells
        FramesRead++;
        return new VideoFrame(size.Width, size.Height, rgb);
    }

    /// <summary>The time of the picture read last, counted from the media's start. Only of keyframes.</summary>
    /// <exception cref="VideoIndexException">decoder_timeout</exception>
    public async Task<TimeSpan?> ReadTimeAsync() => await WaitAsync(times.ReadAsync) + zero;

    /// <summary>Waits for the end after the last frame, and judges it.</summary>
    /// <returns>False when packets were not handed on as they should: reading the media itself tells why, or does without.</returns>
    /// <exception cref="VideoIndexException">decoder_failed, partial_file, decoder_timeout</exception>
    public async Task<bool> FinishAsync()
    {
        if (await WaitAsync(token => child.Output.ReadAsync(new byte[1], token).AsTask()) > 0)
            throw MediaRefusal.TooMuchOutput(path);
        var exitCode = await WaitAsync(child.WaitForExitAsync);
        var isFedWell = feed is null || await WaitAsync(feed.EndedWellAsync);
        if ((feed?.Errors ?? child.Errors).FileIsCutOff)
            throw MediaRefusal.CutOff(path);
        if (!isFedWell || (feed is not null && FramesRead == 0))
            return false;
        // ffmpeg calls it an error of its filters when not one picture came.
        if (exitCode != 0 && FramesRead == 0 && child.Errors.Contains("Cannot determine format of input stream"))
            throw NoFrames();
        if (exitCode != 0)
            throw MediaRefusal.DecoderFailed(path, exitCode, child.Errors);
        return true;
    }

    public VideoIndexException NoFrames() => MediaRefusal.NoFrames(path, child.Errors);

    public async ValueTask DisposeAsync()
    {
        deadline.Dispose();
        await child.DisposeAsync();
        if (feed is not null)
            await feed.DisposeAsync();
    }

    private async Task<T> WaitAsync<T>(Func<CancellationToken, Task<T>> answer)
    {
        try
        {
            return await deadline.WaitAsync(answer);
        }
        catch (TimeoutException e)
        {
            throw MediaRefusal.TimedOut(path, options.FfmpegPath, limit < options.StallLimit ? limit : options.StallLimit, e);
        }
    }
}
