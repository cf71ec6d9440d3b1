using VideoIndex.Core;

namespace VideoIndex.Vision;

/// <summary>What is asked about each window.</summary>
public sealed record CaptionOptions
{
    /// <summary>The sentence that every conversation of the training began with; without one the models describe videos less well. Empty for none.</summary>
    public string SystemPrompt { get; init; } =
        "You are a helpful language and vision assistant. You are able to understand the visual content that the user provides, "
        + "and assist the user with a variety of tasks using natural language.";

    /// <summary>Short, because small models lose themselves in long instructions, and in one sentence, because that is what is searched and shown.</summary>
    public string Question { get; init; } = "Describe what happens in this video in one sentence.";

    /// <summary>Two sentences have room; a model that goes on has begun to repeat itself.</summary>
    public int MaxNewTokens { get; init; } = 64;

    /// <summary>Both texts, as they are stored with a caption.</summary>
    public string Prompt => SystemPrompt.Length == 0 ? Question : $"{SystemPrompt}\n{Question}";

    /// <exception cref="VideoIndexException"><c>bad_option</c>: the key, the value and what is allowed.</exception>
    internal void Validate()
    {
        if (string.IsNullOrWhiteSpace(Question))
            throw new VideoIndexException(ErrorCodes.BadOption, "the caption question is empty, expected a sentence");
        if (MaxNewTokens is < 1 or > 1024)
            throw new VideoIndexException(ErrorCodes.BadOption, $"a caption's most tokens is `{MaxNewTokens}`, expected 1 to 1024");
    }
}
