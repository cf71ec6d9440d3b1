using System.Globalization;
using System.Text;
using VideoIndex.Core;

namespace VideoIndex.Media;

/// <summary>Makes thumbnails, streams and cuts of media with ffmpeg, under the guards that indexing has. Safe to share.</summary>
public sealed class MediaDelivery(MediaOptions options)
{
    /// <summary>A cut that begins so near to a key picture needs no encoding: a third of a second cannot be told when a clip begins.</summary>
    private static readonly TimeSpan NearKeyPicture = TimeSpan.FromMilliseconds(100);

    /// <summary>A cut holds at most this: its file is kept for a while.</summary>
    public static readonly TimeSpan LongestCut = TimeSpan.FromMinutes(10);

    /// <exception cref="VideoIndexException">As <see cref="MediaProber.ProbeAsync"/>.</exception>
    public async Task<PlaybackForm> ReadFormAsync(string path, CancellationToken cancel)
    {
        var (analysis, video, _) = await new MediaProber(options).AnalyseAsync(path, TimeSpan.Zero, cancel);
        var sound = analysis.Streams.FirstOrDefault(stream => stream.CodecType == "audio");
        return new PlaybackForm(analysis.Format.FormatName, video.Index, video.CodecName!, video.PixelFormat, sound?.CodecName);
    }

    /// <summary>A JPEG of the picture shown at a time, at most so many pixels wide.</summary>
    /// <exception cref="VideoIndexException">no_frames, decoder_failed, decoder_timeout, ffmpeg_missing</exception>
    public async Task<byte[]> ReadThumbnailAsync(string path, int stream, TimeSpan at, int width, CancellationToken cancel)
    {
        var run = await ToolRun.FinishAsync(
            options, options.FfmpegPath, DeliveryArguments.Thumbnail(options, path, stream, at, width), options.ProbeLimit, path, cancel);
        if (run.ExitCode != 0)
            throw MediaRefusal.DecoderFailed(path, run.ExitCode, run.Errors);
        return run.Output.Length > 0 ? run.Output : throw MediaRefusal.NoFrames(path, run.Errors);
    }

    /// <summary>Begins a fragmented MP4 that starts at a time.</summary>
    /// <remarks>From the middle of a file it is always encoded anew: a copy could begin only at the key picture before.</remarks>
    public OutgoingStream StartStream(string path, PlaybackForm form, TimeSpan from, TimeSpan duration)
    {
        var way = form.ForBrowsers == DeliveryWay.Transcoded || from > TimeSpan.Zero ? DeliveryWay.Transcoded : DeliveryWay.Repacked;
        var limit = options.RunLimitFor(duration);
        var arguments = DeliveryArguments.Stream(options, path, form, way, from);
        return new OutgoingStream(path, options, limit, ChildProcess.Start(options, options.FfmpegPath, arguments, limit));
    }

    /// <summary>Writes a span as an MP4: without encoding where a key picture allows it, else exactly.</summary>
    /// <param name="to">A file of ours that does not exist yet.</param>
    /// <exception cref="VideoIndexException">decoder_failed, decoder_timeout, ffmpeg_missing</exception>
    public async Task<DeliveryWay> CutAsync(string path, PlaybackForm form, TimeRange span, string to, CancellationToken cancel)
    {
        var way = await CanCopyAsync(path, form, span.Start, cancel) ? DeliveryWay.Repacked : DeliveryWay.Transcoded;
        var run = await ToolRun.FinishAsync(options, options.FfmpegPath,
            DeliveryArguments.Cut(options, path, form, way, span, to), options.RunLimitFor(span.Length), path, cancel);
        return run.ExitCode == 0 ? way : throw MediaRefusal.DecoderFailed(path, run.ExitCode, run.Errors);
    }

    private async Task<bool> CanCopyAsync(string path, PlaybackForm form, TimeSpan start, CancellationToken cancel)
    {
        if (!form.SeeksExactly || form.ForBrowsers == DeliveryWay.Transcoded || form.ContentType == "video/webm")
            return false;
        var run = await ToolRun.FinishAsync(
            options, options.FfprobePath, DeliveryArguments.PacketAt(options, path, form.VideoStream, start), options.ProbeLimit, path, cancel);
        return run.ExitCode == 0 && KeyPictureAt(Encoding.ASCII.GetString(run.Output)) is { } at && (at - start).Duration() <= NearKeyPicture;
    }

    /// <summary>The time of a line <c>packet,12.000000,K__</c>; null when it is no key picture.</summary>
    internal static TimeSpan? KeyPictureAt(string answer)
    {
        var cells = answer.Split('\n')[0].Split(',');
        return cells.Length > 2 && cells[2].StartsWith('K') && double.TryParse(cells[1], CultureInfo.InvariantCulture, out var seconds)
            ? TimeSpan.FromSeconds(seconds)
            : null;
    }
}
