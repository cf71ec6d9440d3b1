namespace VideoIndex.Core;

/// <summary>A <see cref="TimedDocument"/> found, with its score (higher is better; comparable within one answer only).</summary>
public sealed record TextHit(TimedDocument Document, double Score);
