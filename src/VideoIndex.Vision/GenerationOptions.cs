using VideoIndex.Core;

namespace VideoIndex.Vision;

/// <summary>How an answer is written. As it stands: greedily, the most likely token each time.</summary>
/// <remarks>
/// Settings are applied in the order of the reference (transformers): banned tokens, repetition penalty, n-grams; then, when
/// <see cref="Temperature"/> is above 0, temperature, top-k, top-p, min-p, and a draw from what is left.
/// </remarks>
public sealed record GenerationOptions
{
    /// <summary>A sentence or two; the published models' own examples take 64.</summary>
    public int MaxNewTokens { get; init; } = 64;

    /// <summary>0 takes the most likely token. Above it logits are divided by it before a token is drawn: below 1 bolder words become rarer.</summary>
    public double Temperature { get; init; }

    /// <summary>Only the likeliest tokens that together reach this probability are drawn from; 1 keeps all.</summary>
    public double TopP { get; init; } = 1;

    /// <summary>Only so many of the likeliest tokens are drawn from; 0 keeps all. Tokens as likely as the last one kept stay too.</summary>
    public int TopK { get; init; }

    /// <summary>Only tokens at least so likely, as a share of the likeliest one's probability, are drawn from; 0 keeps all.</summary>
    public double MinP { get; init; }

    /// <summary>Above 1 makes every token of prompt and answer so far less likely: a logit above 0 is divided by it, one below multiplied.</summary>
    public double RepetitionPenalty { get; init; } = 1;

    /// <summary>No run of so many tokens is written that prompt and answer already hold; 0 allows all.</summary>
    public int NoRepeatNgram { get; init; }

    /// <summary>Equal seeds and inputs give equal answers. Each prompt of a batch has the draws it would have alone.</summary>
    public long Seed { get; init; }

    /// <summary>An answer ends before the first of these texts; no text of one is handed out.</summary>
    public IReadOnlyList<string> StopTexts { get; init; } = [];

    /// <summary>Tokens that may not be written: those that only structure a prompt. End tokens must not be among them.</summary>
    public IReadOnlyList<int> BannedTokens { get; init; } = [];

    /// <summary>Ends an answer that has begun to repeat itself. Off, it is written to the last token allowed.</summary>
    public bool StopAtRepetition { get; init; } = true;

    /// <summary>Keeps with each token how likely the model found it, before any of the settings above.</summary>
    public bool LogProbabilities { get; init; }

    /// <summary>Whether a token is the likeliest of those that are not banned, and nothing else is asked of the logits.</summary>
    internal bool TakesLikeliest => Temperature == 0 && !LooksBack && !LogProbabilities;

    internal bool LooksBack => RepetitionPenalty != 1 || NoRepeatNgram > 0;

    /// <exception cref="VideoIndexException"><c>bad_option</c>: the key, the value and what is allowed.</exception>
    internal void Validate()
    {
        Check(MaxNewTokens is >= 1 and <= 1 << 20, "most new tokens", MaxNewTokens, "1 to 1048576");
        Check(Temperature is >= 0 and <= 100, "temperature", Temperature, "0 to 100");
        Check(TopP is > 0 and <= 1, "top-p", TopP, "above 0 and up to 1");
        Check(TopK >= 0, "top-k", TopK, "0 (all) or more");
        Check(MinP is >= 0 and <= 1, "min-p", MinP, "0 to 1");
        Check(RepetitionPenalty is > 0 and <= 100, "repetition penalty", RepetitionPenalty, "above 0 and up to 100");
        Check(NoRepeatNgram is >= 0 and <= 1024, "no-repeat n-gram", NoRepeatNgram, "0 (off) to 1024");
        if (StopTexts.Any(string.IsNullOrEmpty))
            throw new VideoIndexException(ErrorCodes.BadOption, "a stop text is empty, expected at least one character");
    }

    private static void Check(bool isGood, string key, double value, string range)
    {
        if (!isGood)
            throw new VideoIndexException(ErrorCodes.BadOption, FormattableString.Invariant($"{key} is `{value}`, expected {range}"));
    }
}
