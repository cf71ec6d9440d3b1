namespace VideoIndex.Vision;

/// <summary>What a model is asked about each window.</summary>
public sealed record CaptionOptions
{
    /// <summary>The sentence that every training example began with; without one the models write worse (spec 3.1).</summary>
    public string SystemPrompt { get; init; } =
        "You are a helpful language and vision assistant. You are able to understand the visual content that the user provides, "
        + "and assist the user with a variety of tasks using natural language.";

    /// <summary>Short, because small models ignore a list of wishes.</summary>
    public string Question { get; init; } = "Describe what happens in this video in one sentence.";

    /// <summary>A sentence or two.</summary>
    public int MaxNewTokens { get; init; } = 64;

    /// <summary>Both texts, as they are stored with a caption.</summary>
    public string Prompt => $"{SystemPrompt}\n{Question}";
}
