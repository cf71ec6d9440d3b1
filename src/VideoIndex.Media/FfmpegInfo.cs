namespace VideoIndex.Media;

/// <summary>The FFmpeg that will be used, for `doctor`.</summary>
/// <param name="Version">As `ffmpeg -version` tells it, <c>5.1.9-0+deb12u1</c>.</param>
/// <param name="Warnings">Sentences about what works less well than it could; empty when all is well.</param>
public sealed record FfmpegInfo(string FfmpegPath, string FfprobePath, string Version, IReadOnlyList<string> Warnings);
