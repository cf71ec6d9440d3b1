namespace VideoIndex.Vision;

/// <summary>What a model is asked: tokens, and the features of the pictures that stand where the image tokens are.</summary>
/// <param name="TokenIds">At least one; each picture appears as as many image tokens as it has features.</param>
/// <param name="ImageFeatures">[pictures, tokens, text width] in the order of the image tokens; empty without pictures.</param>
public sealed record ModelPrompt(IReadOnlyList<int> TokenIds, ReadOnlyMemory<float> ImageFeatures);
