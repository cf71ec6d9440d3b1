namespace VideoIndex.Vision;

/// <summary>Why an answer ended.</summary>
public enum StopReason
{
    /// <summary>The model wrote an end token.</summary>
    EndToken,

    /// <summary>As many tokens were written as were allowed.</summary>
    MaxNewTokens,

    /// <summary>The model began to write the same over and over.</summary>
    Repetition,

    /// <summary>A logit was infinite or not a number: the weights or the arithmetic are broken.</summary>
    NotFinite,

    /// <summary>A stop text was written.</summary>
    StopText,
}
