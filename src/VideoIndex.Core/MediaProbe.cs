namespace VideoIndex.Core;

/// <summary>What ffprobe says of a media: its streams and length, as far as indexing needs them.</summary>
/// <param name="Duration">Length of the video stream where the container tells it, else of the container; always more than zero.</param>
/// <param name="Width">Display width in square pixels, rotation and sample aspect applied.</param>
/// <param name="Height">Display height in square pixels.</param>
/// <param name="Container">ffmpeg's format names, <c>mov,mp4,m4a,3gp,3g2,mj2</c>.</param>
/// <param name="VideoStream">Index of the stream whose frames are read.</param>
/// <param name="Chapters">Titled chapters as cues.</param>
public sealed record MediaProbe(
    TimeSpan Duration,
    int Width,
    int Height,
    string Container,
    string VideoCodec,
    double? FrameRate,
    bool HasAudio,
    int VideoStream,
    IReadOnlyList<SubtitleStream> Subtitles,
    IReadOnlyList<Cue> Chapters);
