namespace VideoIndex.Benchmarks.Relevance;

/// <summary>A hit as far as confidence goes by it.</summary>
internal sealed record JudgedHit(double Cosine, double Crowding, double Words, double Share, bool IsRight);
