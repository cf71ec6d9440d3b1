namespace VideoIndex.Vision;

/// <summary>How likely each of some fixed answers is: the prompt is read once, then each answer's tokens are given to the model.</summary>
internal sealed class ChoiceScorer(TextModel model)
{
    /// <summary>Natural logarithms of the probabilities that an answer begins with each of the sequences, in their order.</summary>
    /// <param name="sequences">Each of at least one token.</param>
    public double[] Score(ModelPrompt prompt, IReadOnlyList<IReadOnlyList<int>> sequences, CancellationToken cancel)
    {
        var longest = sequences.Max(s => s.Count);
        model.Check(prompt, longest);
        using var batch = new DecodeBatch(model, maxRows: 1, prompt.TokenIds.Count + longest);
        float[] first = [];
        batch.Add([prompt], beginning: null, (_, after) => first = [.. after.Logits], cancel);
        var scores = new double[sequences.Count];
        for (var i = 0; i < scores.Length; i++)
        {
            batch.Rewind(0, prompt.TokenIds.Count);
            scores[i] = LogSoftmax.At(first, sequences[i][0]) + Continue(batch, sequences[i], cancel);
        }

        return scores;
    }

    private static double Continue(DecodeBatch batch, IReadOnlyList<int> sequence, CancellationToken cancel)
    {
        var sum = 0.0;
        for (var i = 1; i < sequence.Count; i++)
        {
            var next = sequence[i];
            batch.Advance([sequence[i - 1]], (_, after) => sum += LogSoftmax.At(after.Logits, next), cancel);
        }

        return sum;
    }
}
