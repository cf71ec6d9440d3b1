namespace VideoIndex.Core;

/// <summary>A question and its answer.</summary>
public sealed record Exchange(string Question, string Answer);
