namespace VideoIndex.Api;

/// <summary>A folder to add.</summary>
/// <param name="Path">Absolute, on the server's machine.</param>
public sealed record LibraryRequest(string Path);

/// <summary>What to bring up to date: every library.</summary>
/// <param name="RetryFailed">Tries files again that failed before.</param>
/// <param name="File">Only this file, which failed before; its path as <c>GET /api/libraries</c> tells it.</param>
public sealed record RunRequest(bool RetryFailed = false, string? File = null);

/// <summary>Nothing is chosen in it: that a body of JSON is asked for keeps forms of other sites out.</summary>
public sealed record StopRequest;
