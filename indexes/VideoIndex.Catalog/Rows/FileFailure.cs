namespace VideoIndex.Catalog;

/// <summary>A file (or folder) that is there and could not be indexed, and why.</summary>
/// <param name="Path">Absolute.</param>
public sealed record FileFailure(string Path, string Code, string Message, string? Hint);
