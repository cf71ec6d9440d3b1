using System.Globalization;
using VideoIndex.Core;

namespace VideoIndex.Media;

/// <summary>The arguments of every call, one item each: nothing is ever joined into a command line. Pure.</summary>
internal static class FfmpegArguments
{
    // Exact arithmetic in the colour conversion; Lanczos because that is what the vision models' own preparation uses.
    private const string ScaleFlags = "lanczos+accurate_rnd+full_chroma_int+full_chroma_inp";

    // By way of planes the same bytes come in a third of the time: for planes alone the exact conversion uses the processor's vectors.
    private const string ToRgb = "format=gbrp,scale=flags=" + ScaleFlags + ",format=rgb24";

    // Writes `frame:3 pts:.. pts_time:1.25` to stderr before the picture goes to stdout. What the file itself says of its pictures is dropped first.
    private const string SayTime = "metadata=mode=delete,metadata=mode=add:key=chosen:value=1,metadata=mode=print:key=chosen:file='pipe\\:2':direct=1";

    // Matroska counts from zero, and a stream may begin before its media does, or before a seek.
    private static readonly TimeSpan s_handedOnLater = TimeSpan.FromSeconds(100);

    /// <param name="packets">Of so much from the media's start times and flags of packets are listed too; zero for none.</param>
    public static IReadOnlyList<string> Probe(MediaOptions options, string path, TimeSpan packets) =>
    [
        "-hide_banner", "-v", "error", "-print_format", "json", "-show_format", "-show_streams", "-show_chapters",
        .. packets > TimeSpan.Zero ? ["-show_entries", "packet=stream_index,pts_time,dts_time,flags", "-read_intervals", "%+" + Seconds(packets)] : Array.Empty<string>(),
        .. ProbeGuards(options), .. Input(path),
    ];

    /// <summary>Times of a stream's packets, a line each: `packet,pts,duration` (N/A where unknown); then `format,start`.</summary>
    public static IReadOnlyList<string> Packets(MediaOptions options, string path, int stream) =>
    [
        "-hide_banner", "-v", "error", "-print_format", "csv", "-select_streams", Number(stream),
        "-show_entries", "packet=pts_time,duration_time:format=start_time",
        .. ProbeGuards(options), .. Input(path),
    ];

    /// <summary>Hands a stream's packets or keyframes on as they are stored, to the decoder of <see cref="Frames"/>.</summary>
    public static IReadOnlyList<string> HandOn(MediaOptions options, string path, StreamLayout stream, PacketPick pick, TimeSpan seek) =>
    [
        .. Quiet, .. Guards(options, AllowedMedia.VideoDecoders), .. Seek(seek), .. Input(path),
        "-map", $"0:{Number(stream.Index)}", "-an", "-sn", "-dn", "-c", "copy",
        .. pick.KeyframesAlone ? ["-bsf:v", "noise=drop=not(key)"] : Array.Empty<string>(),
        "-output_ts_offset", Seconds(s_handedOnLater), "-f", "matroska", "pipe:1",
    ];

    /// <summary>Where in the media the decoder's time zero lies.</summary>
    /// <param name="isFed">Whether packets are handed to it.</param>
    /// <param name="seek">Where the reading of the media begins.</param>
    public static TimeSpan ZeroOf(bool isFed, TimeSpan seek) => isFed ? seek - s_handedOnLater : seek;

    /// <param name="pick">Made for <paramref name="seek"/>.</param>
    /// <param name="seek">Where reading begins: zero, or a time that the container can find a picture before.</param>
    public static IReadOnlyList<string> Frames(
        MediaOptions options, string path, StreamLayout stream, FrameSize size, FramePick pick, TimeSpan seek)
    {
        var isFed = pick.Fed is not null;
        var stored = stream.Orientation.SwapsSides() ? size.Swapped : size;
        var filters = $"{pick.Filter}{(pick.Plan == FramePlan.Keyframes ? "," + SayTime : "")},scale={stored.Width}:{stored.Height}:flags={ScaleFlags},{ToRgb}";
        if (stream.Orientation.Filter() is { } turn)
            filters += "," + turn;
        return
        [
            .. Quiet, .. isFed ? Guards(options, AllowedMedia.VideoDecoders, "pipe", "matroska,webm") : Guards(options, AllowedMedia.VideoDecoders),
            // Turned by our own filter after scaling: ffmpeg's would turn every picture of the film, not only the wanted ones.
            "-noautorotate",
            // One chain of filters for the whole stream: a rebuilt one (the stream changes its size) would count its pictures from zero again.
            "-reinit_filter", "0",
            "-threads", Number(options.DecoderThreads),
            .. pick.Plan switch
            {
                FramePlan.Keyframes => ["-skip_frame", "nokey"],
                FramePlan.Auto => ["-skip_frame", "noref"],
                _ => Array.Empty<string>(),
            },
            .. isFed ? ["-copyts", "-f", "matroska", "-i", "pipe:0"] : (string[])[.. Seek(seek), .. Input(path)],
            "-map", $"0:{(isFed ? "0" : Number(stream.Index))}", "-an", "-sn", "-dn",
            "-vf", filters, "-filter_threads", "1", "-fps_mode", "passthrough", "-frames:v", Number(pick.Count),
            "-f", "rawvideo", "-pix_fmt", "rgb24", "pipe:1",
        ];
    }

    /// <summary>Writes text subtitle streams as SubRip files into a folder of ours, <c>3.srt</c> for stream 3, in one pass over the media.</summary>
    public static IReadOnlyList<string> Subtitles(MediaOptions options, string path, IEnumerable<int> streams, string folder) =>
    [
        .. Quiet, .. Guards(options, AllowedMedia.SubtitleDecoders), .. Input(path),
        .. streams.SelectMany(stream => (string[])
        [
            "-map", $"0:{Number(stream)}", "-an", "-vn", "-dn", "-c:s", "subrip",
            "-fs", Number(options.MaxSubtitleBytes), "-f", "srt", "file:" + Path.Join(folder, $"{Number(stream)}.srt"),
        ]),
    ];

    /// <summary>Size and orientation of a still's first picture.</summary>
    public static IReadOnlyList<string> ProbeStill(MediaOptions options, string path, StillFormat format) =>
    [
        "-hide_banner", "-v", "error", "-print_format", "json", "-show_frames", "-read_intervals", "%+#1",
        .. StillGuards(options, format), .. Input(path),
    ];

    /// <summary>A still's first picture, turned upright, as red, green, blue and opacity.</summary>
    public static IReadOnlyList<string> Still(MediaOptions options, string path, StillFormat format, Orientation orientation)
    {
        var filters = $"scale=flags={ScaleFlags},format=rgba";
        if (orientation.Filter() is { } turn)
            filters += "," + turn;
        return
        [
            .. Quiet, .. StillGuards(options, format), "-noautorotate", "-threads", "1", .. Input(path),
            "-map", "0:v:0", "-vf", filters, "-filter_threads", "1", "-frames:v", "1", "-f", "rawvideo", "-pix_fmt", "rgba", "pipe:1",
        ];
    }

    // Pictures from before the seek come too: one of them may still be on display.
    private static string[] Seek(TimeSpan seek) => seek > TimeSpan.Zero ? ["-noaccurate_seek", "-ss", Seconds(seek)] : [];

    /// <summary>One demuxer and one decoder, named by the file's first bytes: nothing is guessed.</summary>
    private static string[] StillGuards(MediaOptions options, StillFormat format) =>
        [.. Guards(options, format.Decoder, containers: format.Demuxer), "-f", format.Demuxer];

    internal static string[] Quiet => ["-hide_banner", "-nostdin", "-v", "error", "-nostats"];

    internal static string[] Guards(
        MediaOptions options, string decoders, string protocols = AllowedMedia.Protocols, string containers = AllowedMedia.Containers) =>
        [.. InputGuards(options, protocols, containers), "-codec_whitelist", decoders];

    internal static string[] ProbeGuards(MediaOptions options) =>
    [
        .. InputGuards(options),
        "-codec_whitelist:v", AllowedMedia.VideoDecoders + "," + AllowedMedia.ProbedCovers,
        "-codec_whitelist:a", AllowedMedia.ProbedSound,
        "-codec_whitelist:s", AllowedMedia.ProbedSubtitles,
    ];

    internal static string[] InputGuards(MediaOptions options, string protocols = AllowedMedia.Protocols, string containers = AllowedMedia.Containers) =>
    [
        "-protocol_whitelist", protocols,
        "-format_whitelist", containers,
        "-max_pixels", Number(options.MaxPixels),
    ];

    // Without `file:` a name such as `concat:a|b` is a protocol, and a name with `-` in front an option.
    internal static string[] Input(string path) => ["-i", "file:" + Path.GetFullPath(path)];

    internal static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    internal static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.######", CultureInfo.InvariantCulture);
}
