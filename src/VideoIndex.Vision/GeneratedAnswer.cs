namespace VideoIndex.Vision;

/// <summary>What a model wrote.</summary>
/// <param name="TokenIds">Without the end token.</param>
/// <param name="Text">Of the tokens, special ones left out, up to a stop text.</param>
/// <param name="LogProbabilities">
/// Natural logarithm of each token's probability as the model gave it, in the order of <paramref name="TokenIds"/>; null when not asked for.
/// </param>
public sealed record GeneratedAnswer(IReadOnlyList<int> TokenIds, string Text, StopReason Stop, IReadOnlyList<float>? LogProbabilities = null);
