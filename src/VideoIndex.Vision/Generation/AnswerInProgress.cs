using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace VideoIndex.Vision;

/// <summary>One answer while it is written: takes logits, chooses tokens, knows when to stop.</summary>
internal sealed class AnswerInProgress(IReadOnlyList<int> endTokens, GenerationOptions options)
{
    private readonly List<int> _tokens = [];

    /// <summary>Null while it goes on.</summary>
    public StopReason? Stop { get; private set; }

    /// <summary>The token chosen last; only while the answer goes on.</summary>
    public int LastToken => _tokens[^1];

    public GeneratedAnswer ToAnswer() => new(_tokens, Stop!.Value);

    /// <summary>Chooses the next token. Banned tokens are written over in <paramref name="logits"/>.</summary>
    public void Take(Span<float> logits)
    {
        // IndexOfMax gives the place of the first that is not a number, if there is one.
        var best = TensorPrimitives.IndexOfMax<float>(logits);
        if (!float.IsFinite(logits[best]))
        {
            Stop = StopReason.NotFinite;
            return;
        }

        if (options.BannedTokens.Count > 0)
            best = BestAllowed(logits);
        if (endTokens.Contains(best))
        {
            Stop = StopReason.EndToken;
            return;
        }

        _tokens.Add(best);
        if (options.StopAtRepetition && RepetitionGuard.EndsInLoop(CollectionsMarshal.AsSpan(_tokens)))
            Stop = StopReason.Repetition;
        else if (_tokens.Count >= options.MaxNewTokens)
            Stop = StopReason.MaxNewTokens;
    }

    private int BestAllowed(Span<float> logits)
    {
        foreach (var token in options.BannedTokens)
            logits[token] = float.NegativeInfinity;
        return TensorPrimitives.IndexOfMax<float>(logits);
    }
}
