namespace VideoIndex.Core;

/// <summary>A <see cref="TimedDocument"/> found, with its score (higher is better; comparable within one answer only).</summary>
public sealed record TextHit(TimedDocument Document, double Score)
{
    /// <summary>The probability that it answers the query, as measured on people's queries; null where nothing was measured.</summary>
    public double? Confidence { get; init; }

    /// <summary>
    /// How well it answers the query, judged by itself and not beside the others: where a hundred clips answer, each is unlikely to be the one
    /// that was meant, but something matches. Null with the other.
    /// </summary>
    public double? Support { get; init; }

    public HitEvidence? Evidence { get; init; }

    /// <summary>True when a person said that it is what this query looks for.</summary>
    public bool IsJudgedRight { get; init; }
}
