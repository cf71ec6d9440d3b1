namespace VideoIndex.Core;

/// <summary>Why a file could not be indexed, as it is stored and shown: a code, a sentence, and what to do.</summary>
public sealed record Failure(string Code, string Message, string? Hint);
