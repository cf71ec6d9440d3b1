namespace VideoIndex.Vision;

/// <summary>An answer chosen from a fixed set.</summary>
/// <param name="Choices">In the order they were asked; their probabilities sum to 1.</param>
/// <param name="Covered">How likely the model was to begin its answer with any of them, 0 to 1: near 0 the question was not one that they answer.</param>
public sealed record ChoiceAnswer(IReadOnlyList<ChoiceProbability> Choices, double Covered)
{
    /// <summary>The likeliest.</summary>
    public ChoiceProbability Best => Choices.MaxBy(c => c.Probability)!;
}
