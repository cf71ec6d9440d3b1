using VideoIndex.Core;
using VideoIndex.VectorIndex;

namespace VideoIndex.Search;

/// <summary>A document that words or meaning found, with all that its place is decided by.</summary>
/// <param name="Bm25">0 when no word matched.</param>
/// <param name="Media">How its whole media answers.</param>
internal sealed record MeasuredHit(TimedDocument Document, double Bm25, double Cosine, MediaScore Media, HitFeatures Features)
{
    /// <summary>How likely it is the one that was meant, if one of those found is: little where many are as good.</summary>
    public double Share { get; init; }

    /// <summary>Its place by words, from 1; null when it is not among those looked at.</summary>
    public int? WordsRank { get; init; }

    /// <summary>Its place by meaning, likewise.</summary>
    public int? MeaningRank { get; init; }
}
