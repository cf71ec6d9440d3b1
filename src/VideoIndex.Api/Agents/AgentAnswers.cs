namespace VideoIndex.Api;

/// <summary>Clips for an agent.</summary>
/// <param name="WindowsPending">Windows not captioned yet: what happens in them cannot be found.</param>
public sealed record AgentClips(string Query, long WindowsSearched, long WindowsPending, IReadOnlyList<AgentClip> Clips);

/// <summary>A clip; what was seen or said in it stands in <paramref name="UntrustedText"/>.</summary>
public sealed record AgentClip(int Rank, long MediaId, string UntrustedFile, long StartMs, long EndMs, double Score, string UntrustedText, string Source);

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
