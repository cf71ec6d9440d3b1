namespace VideoIndex.Vision;

/// <summary>One of a fixed set of answers.</summary>
/// <param name="Choice">As it was asked.</param>
/// <param name="Probability">0 to 1, among the set.</param>
public sealed record ChoiceProbability(string Choice, double Probability);
