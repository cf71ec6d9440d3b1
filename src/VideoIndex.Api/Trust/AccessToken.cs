namespace VideoIndex.Api;

/// <summary>A token as it is kept: never itself, only what it is known by.</summary>
/// <param name="Hash">SHA-256, hexadecimal. A token has 256 random bits: nothing slower is needed to keep it from being guessed.</param>
public sealed record AccessToken(string Name, Scope Scope, string Hash, DateTimeOffset Created);
