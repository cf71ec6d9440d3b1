namespace VideoIndex.Core;

/// <summary>Why a hit is where it is.</summary>
/// <param name="WordsRank">Its place by words, from 1; null when its words did not match, or it was not among those looked at.</param>
/// <param name="MeaningRank">Its place by meaning, from 1; null when it was not among those looked at.</param>
/// <param name="Cosine">How near its meaning is to the query's, -1 to 1; null without vectors.</param>
/// <param name="MediaCosine">How near the meaning of its whole media is.</param>
public sealed record HitEvidence(int? WordsRank, int? MeaningRank, double? Cosine, double? MediaCosine);
