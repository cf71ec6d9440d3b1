namespace VideoIndex.Api;

/// <summary>That the server answers; nothing of what it holds.</summary>
public sealed record HealthAnswer(string Status);
