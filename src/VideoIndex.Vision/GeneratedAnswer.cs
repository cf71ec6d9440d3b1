namespace VideoIndex.Vision;

/// <summary>Tokens that a model wrote, without the end token.</summary>
public sealed record GeneratedAnswer(IReadOnlyList<int> TokenIds, StopReason Stop);
