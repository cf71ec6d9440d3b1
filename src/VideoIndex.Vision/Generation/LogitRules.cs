namespace VideoIndex.Vision;

/// <summary>What takes tokens out of the choice, or makes them less likely, whatever is done with the rest. Pure.</summary>
/// <remarks>Source: transformers, generation/logits_process.py.</remarks>
internal static class LogitRules
{
    public static void Ban(Span<float> logits, IReadOnlyList<int> tokens)
    {
        foreach (var token in tokens)
            logits[token] = float.NegativeInfinity;
    }

    /// <param name="context">Prompt and answer so far; a token counts once however often it stands there.</param>
    public static void PenaliseRepetition(Span<float> logits, ReadOnlySpan<int> context, double penalty)
    {
        var seen = new HashSet<int>();
        foreach (var token in context)
        {
            if (seen.Add(token))
                logits[token] = (float)(logits[token] < 0 ? logits[token] * penalty : logits[token] / penalty);
        }
    }

    /// <summary>Bans every token that would end a run of <paramref name="length"/> tokens that the context already holds.</summary>
    public static void BanRepeatedRuns(Span<float> logits, ReadOnlySpan<int> context, int length)
    {
        if (context.Length < length)
            return;
        var begun = context[^(length - 1)..];
        for (var start = 0; start + length <= context.Length; start++)
        {
            if (context.Slice(start, length - 1).SequenceEqual(begun))
                logits[context[start + length - 1]] = float.NegativeInfinity;
        }
    }
}
