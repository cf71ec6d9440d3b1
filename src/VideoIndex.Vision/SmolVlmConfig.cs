namespace VideoIndex.Vision;

/// <summary>Everything about a model that is a number, read from its files; none is written in code.</summary>
/// <param name="ImageToken">The token that a picture's features replace.</param>
/// <param name="EndTokens">
/// Any of these ends an answer. From <c>generation_config.json</c>: the text configuration's own is wrong in published files. Where it names
/// none, what ends a turn of the prompt.
/// </param>
public sealed record SmolVlmConfig(VisionTowerConfig Vision, TextModelConfig Text, int ImageToken, IReadOnlyList<int> EndTokens);
