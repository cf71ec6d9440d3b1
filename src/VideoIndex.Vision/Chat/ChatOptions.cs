namespace VideoIndex.Vision;

/// <summary>How a conversation is held.</summary>
public sealed record ChatOptions
{
    /// <summary>What the conversation begins with; empty for nothing. As it stands, the sentence of the models' own training.</summary>
    public string SystemPrompt { get; init; } = new CaptionOptions().SystemPrompt;

    /// <summary>Null cuts stills as the checkpoint says (the published ones: yes). Cut, a wide image costs 13 pictures and shows small things.</summary>
    public bool? SplitImages { get; init; }

    /// <summary>How answers are written. The template's own tokens are banned besides.</summary>
    public GenerationOptions Generation { get; init; } = new();
}
