namespace VideoIndex.Benchmarks.Relevance;

/// <summary>One thing that a probability is fitted on.</summary>
/// <param name="Known">What the probability goes by.</param>
/// <param name="Weight">How much it counts beside the others.</param>
internal sealed record Example(double[] Known, bool IsRight, double Weight);
