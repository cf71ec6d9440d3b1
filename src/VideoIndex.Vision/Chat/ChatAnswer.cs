namespace VideoIndex.Vision;

/// <summary>What a model said in a conversation.</summary>
/// <param name="Text">Without blanks around it; may be empty.</param>
/// <param name="TokenIds">What it wrote, without the end token.</param>
/// <param name="PromptTokenIds">All that it read: the conversation so far.</param>
/// <param name="Note">What is wrong with the answer (numbers that are none, endless repetition, no words, control characters); null when nothing is.</param>
/// <param name="LogProbabilities">As in <see cref="GeneratedAnswer"/>.</param>
public sealed record ChatAnswer(
    string Text, IReadOnlyList<int> TokenIds, IReadOnlyList<int> PromptTokenIds, StopReason Stop, string? Note, IReadOnlyList<float>? LogProbabilities);
