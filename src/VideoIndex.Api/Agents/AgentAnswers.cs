using VideoIndex.Search;

namespace VideoIndex.Api;

/// <summary>Clips for an agent.</summary>
/// <param name="WindowsPending">Windows not captioned yet: what happens in them cannot be found.</param>
/// <param name="Closest">When nothing matches: the nearest, each too unlikely to be an answer.</param>
/// <param name="Lists">What was compared: <c>words</c>, <c>meaning</c>.</param>
public sealed record AgentClips(
    string Query, bool NoMatch, long WindowsSearched, long WindowsPending, IReadOnlyList<string> Notes, IReadOnlyList<AgentClip> Clips,
    IReadOnlyList<AgentClip> Closest, IReadOnlyList<string> Lists);

/// <summary>A clip; what was seen or said in it stands in <paramref name="UntrustedText"/>.</summary>
/// <param name="Confidence">The probability that it answers; null where it was not measured.</param>
/// <param name="Reasons">Why it is there.</param>
/// <param name="Alike">The first of the other clips that look like it and are not listed themselves.</param>
/// <param name="AlikeCount">How many there are of them, named or not.</param>
public sealed record AgentClip(
    int Rank, long MediaId, string UntrustedFile, long StartMs, long EndMs, double Score, string UntrustedText, string Source, double? Confidence,
    IReadOnlyList<string> Reasons, bool HasFile, IReadOnlyList<AgentAlike> Alike, int AlikeCount)
{
    internal static AgentClip From(Clip clip) => new(
        clip.Rank, clip.MediaId, Api.UntrustedText.From(Path.GetFileName(clip.Path)), clip.Span.StartMs, clip.Span.EndMs, Math.Round(clip.Score, 4),
        Api.UntrustedText.From(clip.Caption), clip.Source, clip.Confidence is { } confidence ? Math.Round(confidence, 3) : null,
        [.. clip.Reasons.Select(Api.UntrustedText.From)], clip.HasFile,
        [.. clip.Alike.Select(other => new AgentAlike(other.MediaId, Api.UntrustedText.From(Path.GetFileName(other.Path)), other.Span.StartMs, other.Span.EndMs))],
        clip.AlikeCount);
}

/// <summary>A clip that looks like one that is listed.</summary>
public sealed record AgentAlike(long MediaId, string UntrustedFile, long StartMs, long EndMs);

/// <summary>A part of a media.</summary>
/// <param name="NextMs">Ask again from here for what follows; null at the end.</param>
public sealed record AgentMedia(long MediaId, string UntrustedFile, long DurationMs, IReadOnlyList<AgentMoment> Moments, long? NextMs);

/// <summary>What was seen (<c>caption</c>, or a person's <c>correction</c> of it) or said (<c>cue</c>) in a span.</summary>
public sealed record AgentMoment(long StartMs, long EndMs, string UntrustedText, string Source);

/// <summary>The libraries.</summary>
public sealed record AgentLibraries(IReadOnlyList<AgentLibrary> Libraries);

/// <summary>How far a library is.</summary>
public sealed record AgentLibrary(string UntrustedPath, string State, long Media, long Windows, long Captioned, long Failed);

/// <summary>A playlist's text, to be saved by the agent where its user wants it.</summary>
public sealed record AgentPlaylist(string FileName, string MimeType, int Clips, string UntrustedContent);
