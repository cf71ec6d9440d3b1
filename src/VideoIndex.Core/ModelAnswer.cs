namespace VideoIndex.Core;

/// <summary>What a model answered, and which one it was.</summary>
/// <param name="Model">Name and content hash: <c>sample@1f2e3d4c</c>.</param>
/// <param name="Note">What is wrong with the answer; null when nothing is.</param>
public sealed record ModelAnswer(string Text, string Model, string Device, string Precision, string? Note);
