namespace VideoIndex.Core;

/// <summary>A <see cref="TimedDocument"/> found, with its score (higher is better; comparable within one answer only).</summary>
public sealed record TextHit(TimedDocument Document, double Score)
{
    /// <summary>The probability that it answers the query, as measured on people's queries; null where nothing was measured.</summary>
    public double? Confidence { get; init; }

    public HitEvidence? Evidence { get; init; }

    /// <summary>True when a person said that it is what this query looks for.</summary>
    public bool IsJudgedRight { get; init; }
}
