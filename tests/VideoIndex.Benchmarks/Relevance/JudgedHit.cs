namespace VideoIndex.Benchmarks.Relevance;

/// <summary>A hit as far as confidence goes by it.</summary>
internal sealed record JudgedHit(double Cosine, double Crowding, double Agreement, double Share, bool IsRight);
