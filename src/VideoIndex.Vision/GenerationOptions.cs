namespace VideoIndex.Vision;

/// <summary>How an answer is written: greedily, the most likely token each time.</summary>
public sealed record GenerationOptions
{
    /// <summary>A sentence or two; the published models' own examples take 64.</summary>
    public int MaxNewTokens { get; init; } = 64;

    /// <summary>Tokens that may not be written: those that only structure a prompt. End tokens must not be among them.</summary>
    public IReadOnlyList<int> BannedTokens { get; init; } = [];

    /// <summary>Ends an answer that has begun to repeat itself. Off, it is written to the last token allowed.</summary>
    public bool StopAtRepetition { get; init; } = true;
}
