namespace VideoIndex.Vision;

/// <summary>A file as the hub lists it.</summary>
/// <param name="Path">In the repository, with <c>/</c>; already known to stay inside it.</param>
/// <param name="Sha256">Of large files; null for those that git itself keeps.</param>
/// <param name="GitHash">Of small files; null for large ones, whose git hash is that of a pointer.</param>
internal sealed record HubFile(string Path, long Size, string? Sha256, string? GitHash);
