using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace VideoIndex.Vision;

/// <summary>One answer while it is written: takes logits, chooses tokens, knows when to stop.</summary>
/// <param name="prompt">What the settings that look back look back on.</param>
internal sealed class AnswerInProgress(IReadOnlyList<int> endTokens, GenerationOptions options, IReadOnlyList<int> prompt, AnswerText text)
{
    private readonly List<int> _tokens = [];
    private readonly List<int> _context = options.LooksBack ? [.. prompt] : [];
    private readonly List<float>? _logProbabilities = options.LogProbabilities ? [] : null;
    private SeededChance _chance = new(options.Seed);

    /// <summary>Null while it goes on.</summary>
    public StopReason? Stop { get; private set; }

    /// <summary>The token chosen last; only while the answer goes on.</summary>
    public int LastToken => _tokens[^1];

    /// <summary>Once, when it has stopped.</summary>
    public GeneratedAnswer ToAnswer() => new(_tokens, text.Finish(), Stop!.Value, _logProbabilities);

    /// <summary>Chooses the next token, or takes the one that was picked.</summary>
    public void Take(NextToken next)
    {
        if (next.Picked is not { } picked)
            Take(next.Logits);
        else if (picked == NextToken.NotFinite)
            Stop = StopReason.NotFinite;
        else if (endTokens.Contains(picked))
            Stop = StopReason.EndToken;
        else
            Write(picked);
    }

    /// <summary>Chooses the next token. The settings write over <paramref name="logits"/>.</summary>
    public void Take(Span<float> logits)
    {
        // IndexOfMax gives the place of the first that is not a number, if there is one.
        if (!float.IsFinite(logits[TensorPrimitives.IndexOfMax<float>(logits)]))
        {
            Stop = StopReason.NotFinite;
            return;
        }

        float[] asGiven = _logProbabilities is null ? [] : [.. logits];
        ApplyRules(logits);
        var token = Choose(logits);
        // Also when the settings left nothing that may be written.
        if (token is not { } written || endTokens.Contains(written))
        {
            Stop = StopReason.EndToken;
            return;
        }

        _logProbabilities?.Add((float)LogSoftmax.At(asGiven, written));
        Write(written);
    }

    private void ApplyRules(Span<float> logits)
    {
        LogitRules.Ban(logits, options.BannedTokens);
        if (options.RepetitionPenalty != 1)
            LogitRules.PenaliseRepetition(logits, CollectionsMarshal.AsSpan(_context), options.RepetitionPenalty);
        if (options.NoRepeatNgram > 0)
            LogitRules.BanRepeatedRuns(logits, CollectionsMarshal.AsSpan(_context), options.NoRepeatNgram);
    }

    private int? Choose(ReadOnlySpan<float> logits)
    {
        var best = TensorPrimitives.IndexOfMax(logits);
        if (float.IsNegativeInfinity(logits[best]))
            return null;
        return options.Temperature == 0 ? best : TokenChances.Of(logits, options).Draw(_chance.Next());
    }

    private void Write(int token)
    {
        _tokens.Add(token);
        if (options.LooksBack)
            _context.Add(token);
        text.Append(token);
        if (text.IsStopped)
            Stop = StopReason.StopText;
        else if (options.StopAtRepetition && RepetitionGuard.EndsInLoop(CollectionsMarshal.AsSpan(_tokens)))
            Stop = StopReason.Repetition;
        else if (_tokens.Count >= options.MaxNewTokens)
            Stop = StopReason.MaxNewTokens;
    }
}
