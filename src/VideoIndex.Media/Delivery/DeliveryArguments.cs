using VideoIndex.Core;
using static VideoIndex.Media.FfmpegArguments;

namespace VideoIndex.Media;

/// <summary>The arguments of calls that make something for people to look at. Every value is typed; nothing from outside is ever an option. Pure.</summary>
internal static class DeliveryArguments
{
    /// <summary>A picture of this quality (2 is best, 31 worst) cannot be told from the film's at thumbnail size.</summary>
    private const string JpegQuality = "4";

    /// <summary>Wider pictures are made smaller when they are encoded while somebody watches: 1280 can be had in time on two cores.</summary>
    private const string AtMost1280 = "scale=w='trunc(min(1280,iw)/2)*2':h=-2";

    private const string EvenSides = "scale=w='trunc(iw/2)*2':h='trunc(ih/2)*2'";

    private static string Decoders => AllowedMedia.VideoDecoders + "," + AllowedMedia.ProbedSound;

    /// <summary>One JPEG to the pipe.</summary>
    public static IReadOnlyList<string> Thumbnail(MediaOptions options, string path, int stream, TimeSpan at, int width) =>
    [
        .. Quiet, .. Guards(options, AllowedMedia.VideoDecoders), "-threads", "1", "-ss", Seconds(at), .. Input(path),
        "-map", $"0:{Number(stream)}", "-an", "-sn", "-dn", "-frames:v", "1",
        "-vf", $"scale=w='min({Number(width)},iw)':h=-2:out_range=pc,format=yuvj420p", "-c:v", "mjpeg", "-q:v", JpegQuality, "-f", "image2pipe", "pipe:1",
    ];

    /// <summary>A fragmented MP4 to the pipe, which can be played while it is being made.</summary>
    public static IReadOnlyList<string> Stream(MediaOptions options, string path, PlaybackForm form, DeliveryWay way, TimeSpan from) =>
    [
        .. Quiet, .. Guards(options, Decoders), "-threads", Number(options.DecoderThreads),
        .. from > TimeSpan.Zero ? ["-ss", Seconds(from)] : Array.Empty<string>(), .. Input(path),
        .. Tracks(form), .. way == DeliveryWay.Repacked ? ["-c:v", "copy"] : Encoder(AtMost1280, "26"),
        .. Sound(form, way, from),
        "-movflags", "frag_keyframe+empty_moov+default_base_moof", "-f", "mp4", "pipe:1",
    ];

    /// <summary>A whole MP4 into a file of ours.</summary>
    public static IReadOnlyList<string> Cut(MediaOptions options, string path, PlaybackForm form, DeliveryWay way, TimeRange span, string to) =>
    [
        .. Quiet, .. Guards(options, Decoders), "-threads", Number(options.DecoderThreads),
        "-ss", Seconds(span.Start), .. Input(path), "-t", Seconds(span.Length),
        .. Tracks(form), .. way == DeliveryWay.Repacked ? ["-c:v", "copy"] : Encoder(EvenSides, "20"),
        .. Sound(form, way, span.Start),
        "-movflags", "+faststart", "-map_metadata", "-1", "-f", "mp4", "file:" + to,
    ];

    /// <summary>The packet at or before a time where decoding can begin, as <c>packet,pts,flags</c>.</summary>
    public static IReadOnlyList<string> PacketAt(MediaOptions options, string path, int stream, TimeSpan at) =>
    [
        "-hide_banner", "-v", "error", "-print_format", "csv", "-select_streams", Number(stream),
        "-read_intervals", $"{Seconds(at)}%+#1", "-show_entries", "packet=pts_time,flags", .. ProbeGuards(options), .. Input(path),
    ];

    private static string[] Tracks(PlaybackForm form) => ["-map", $"0:{Number(form.VideoStream)}", "-map", "0:a:0?", "-sn", "-dn"];

    // Copied sound begins at the packet that the seek found, up to a second before the picture that was asked for, and would move it.
    private static string[] Sound(PlaybackForm form, DeliveryWay way, TimeSpan from) => form.IsMp4Audio && (way == DeliveryWay.Repacked || from == TimeSpan.Zero)
        ? ["-c:a", "copy"] : ["-c:a", "aac", "-ac", "2", "-b:a", "160k"];

    // A key picture every two seconds: a fragment ends there, and playing can begin.
    private static string[] Encoder(string scale, string quality) =>
    [
        "-vf", scale + ",format=yuv420p", "-c:v", "libx264", "-preset", "veryfast", "-crf", quality, "-force_key_frames", "expr:gte(t,n_forced*2)",
    ];
}
