namespace VideoIndex.Benchmarks.Relevance;

/// <summary>A set's three rankers side by side.</summary>
internal sealed record FusionScore(string Set, string Embedder, double[] Weights, ListScore Words, ListScore Meaning, ListScore Hybrid)
{
    /// <summary>What the hybrid finds more than the better of the two others, as a share of that.</summary>
    public double RecallGain => Hybrid.RecallAt10 / Math.Max(Words.RecallAt10, Meaning.RecallAt10) - 1;

    public double MrrGain => Hybrid.MrrAt10 / Math.Max(Words.MrrAt10, Meaning.MrrAt10) - 1;
}
