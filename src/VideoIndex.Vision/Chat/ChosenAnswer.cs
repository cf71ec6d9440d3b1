namespace VideoIndex.Vision;

/// <summary>An answer of a conversation chosen from a fixed set.</summary>
/// <param name="PromptTokenIds">All that the model read: the conversation so far.</param>
public sealed record ChosenAnswer(ChoiceAnswer Answer, IReadOnlyList<int> PromptTokenIds);
