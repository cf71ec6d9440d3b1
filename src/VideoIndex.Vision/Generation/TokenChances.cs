namespace VideoIndex.Vision;

/// <summary>The tokens that a draw may choose, likeliest first, with their probabilities. Pure but for the draw, which takes its chance from outside.</summary>
/// <remarks>Source: transformers, generation/logits_process.py: temperature, top-k, top-p, min-p, each on what the one before left.</remarks>
internal sealed class TokenChances
{
    private readonly int[] _tokens;
    private readonly double[] _weights;

    private TokenChances(int[] tokens, double[] weights, int count) => (_tokens, _weights, Count) = (tokens, weights, count);

    /// <summary>How many tokens are left.</summary>
    public int Count { get; private set; }

    public ReadOnlySpan<int> Tokens => _tokens.AsSpan(0, Count);

    /// <summary>Probabilities of <see cref="Tokens"/>; their sum is 1.</summary>
    public IReadOnlyList<double> Probabilities()
    {
        var sum = Sum(Count);
        return [.. _weights.Take(Count).Select(w => w / sum)];
    }

    /// <param name="logits">Of the whole vocabulary, at least one of them finite.</param>
    public static TokenChances Of(ReadOnlySpan<float> logits, GenerationOptions options)
    {
        var chances = ByLikelihood(logits, (float)options.Temperature);
        if (options.TopK > 0)
            chances.KeepLikeliest(options.TopK);
        if (options.TopP < 1)
            chances.KeepShare(options.TopP);
        if (options.MinP > 0)
            chances.KeepAtLeast(options.MinP);
        return chances;
    }

    /// <param name="chance">0 up to but not 1.</param>
    public int Draw(double chance)
    {
        var left = chance * Sum(Count);
        for (var i = 0; i < Count - 1; i++)
        {
            left -= _weights[i];
            if (left < 0)
                return _tokens[i];
        }

        return _tokens[Count - 1];
    }

    private static TokenChances ByLikelihood(ReadOnlySpan<float> logits, float temperature)
    {
        var tokens = new List<(float Logit, int Token)>(logits.Length);
        for (var token = 0; token < logits.Length; token++)
        {
            // Divided in 32 bits, as the reference does: what is equal there is equal here.
            if (!float.IsNegativeInfinity(logits[token]))
                tokens.Add((logits[token] / temperature, token));
        }

        // Equal logits stand in order of their ids, so that a draw means the same on every machine.
        tokens.Sort((a, b) => a.Logit != b.Logit ? b.Logit.CompareTo(a.Logit) : a.Token.CompareTo(b.Token));
        var best = tokens[0].Logit;
        return new TokenChances([.. tokens.Select(t => t.Token)], [.. tokens.Select(t => Math.Exp((double)t.Logit - best))], tokens.Count);
    }

    private void KeepLikeliest(int count)
    {
        if (count >= Count)
            return;
        var last = _weights[count - 1];
        while (count < Count && _weights[count] == last)
            count++;
        Count = count;
    }

    /// <summary>Takes tokens from the unlikely end for as long as they together have no more than what the share leaves over.</summary>
    private void KeepShare(double share)
    {
        var sum = Sum(Count);
        var over = 0.0;
        while (Count > 1 && (over += _weights[Count - 1]) <= (1 - share) * sum)
            Count--;
    }

    private void KeepAtLeast(double share)
    {
        while (Count > 1 && _weights[Count - 1] < share * _weights[0])
            Count--;
    }

    private double Sum(int count)
    {
        var sum = 0.0;
        for (var i = count - 1; i >= 0; i--)
            sum += _weights[i];
        return sum;
    }
}
