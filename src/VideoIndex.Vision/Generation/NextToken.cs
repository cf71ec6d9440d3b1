namespace VideoIndex.Vision;

/// <summary>What a step says of a row's next token: the logits of all, or the one that the device picked.</summary>
internal readonly ref struct NextToken
{
    /// <summary>What was picked where the logits were not numbers.</summary>
    public const int NotFinite = -1;

    private NextToken(Span<float> logits, int? picked)
    {
        Logits = logits;
        Picked = picked;
    }

    /// <summary>[vocabulary]; they may be written over. Empty where the device picked.</summary>
    public Span<float> Logits { get; }

    /// <summary>The likeliest token that is not banned, or <see cref="NotFinite"/>; null where there are logits.</summary>
    public int? Picked { get; }

    public static NextToken Of(Span<float> logits) => new(logits, null);

    public static NextToken Of(int picked) => new([], picked);
}
