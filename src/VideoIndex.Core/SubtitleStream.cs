namespace VideoIndex.Core;

/// <summary>A subtitle stream that holds text (bitmap subtitles are left out).</summary>
public sealed record SubtitleStream(int Index, string Codec, string? Language);
