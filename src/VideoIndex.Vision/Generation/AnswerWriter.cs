namespace VideoIndex.Vision;

/// <summary>Answers many prompts in one batch.</summary>
internal sealed class AnswerWriter(TextModel model, IReadOnlyList<int> endTokens, SmolVlmTokenizer tokenizer)
{
    // What a prompt run holds beside the cache grows with its tokens (the MLP's width each); past a few thousand a run gains no speed.
    private const int TokensPerRun = 4096;

    /// <summary>Answers in the order of the prompts. A row's answer does not depend on the others but for the rounding of sums.</summary>
    public IReadOnlyList<GeneratedAnswer> Write(
        IReadOnlyList<ModelPrompt> prompts, GenerationOptions options, TextPiece? onText, CancellationToken cancel)
    {
        options.Validate();
        if (prompts.Count == 0)
            return [];
        foreach (var prompt in prompts)
            model.Check(prompt, options.MaxNewTokens);
        var answers = prompts.Select((prompt, i) => Begin(prompt, options, onText is null ? null : text => onText(i, text))).ToArray();
        var picker = options.TakesLikeliest ? model.Card?.Picker : null;
        picker?.Ban(options.BannedTokens);
        using var batch = new DecodeBatch(model, prompts.Count, prompts.Max(p => p.TokenIds.Count) + options.MaxNewTokens, picker, model.BatchMemory);
        var rows = ReadPrompts(batch, prompts, answers, cancel);
        WriteTokens(batch, rows, cancel);
        return [.. answers.Select(a => a.ToAnswer())];
    }

    /// <summary>Answers a prompt, of which nothing is read again that the memory still holds.</summary>
    public GeneratedAnswer Write(PromptMemory memory, ModelPrompt prompt, GenerationOptions options, TextPiece? onText, CancellationToken cancel)
    {
        options.Validate();
        model.Check(prompt, options.MaxNewTokens);
        var answer = Begin(prompt, options, onText is null ? null : text => onText(0, text));
        try
        {
            memory.Read(prompt, options.MaxNewTokens, (_, next) => answer.Take(next), cancel);
            while (answer.Stop is null)
                memory.Advance(answer.LastToken, (_, next) => answer.Take(next), cancel);
            return answer.ToAnswer();
        }
        finally
        {
            memory.Rest();
        }
    }

    private AnswerInProgress Begin(ModelPrompt prompt, GenerationOptions options, Action<string>? onText) =>
        new(endTokens, options, prompt.TokenIds, new AnswerText(tokenizer.NewStream(), options.StopTexts, onText));

    /// <summary>Prompts of equal length go through the model together, without what all begin with where that was read before. Returns the answers in the order of the batch's rows.</summary>
    private List<AnswerInProgress> ReadPrompts(
        DecodeBatch batch, IReadOnlyList<ModelPrompt> prompts, AnswerInProgress[] answers, CancellationToken cancel)
    {
        var beginning = model.ReadsBeginningsOnce && model.Beginning.Learn(prompts, cancel) ? model.Beginning.Batch : null;
        var rows = new List<AnswerInProgress>(prompts.Count);
        foreach (var group in prompts.Zip(answers).GroupBy(p => p.First.TokenIds.Count))
        {
            foreach (var part in group.Chunk(RowsPerRun(group.Key, beginning)))
            {
                batch.Add([.. part.Select(p => p.First)], beginning, (i, next) => part[i].Second.Take(next), cancel);
                rows.AddRange(part.Select(p => p.Second));
            }
        }

        return rows;
    }

    private int RowsPerRun(int tokens, DecodeBatch? beginning) =>
        beginning is null || model.ReadsRowsOn ? Math.Max(1, TokensPerRun / (tokens - (beginning?.Length ?? 0))) : 1;

    private static void WriteTokens(DecodeBatch batch, List<AnswerInProgress> rows, CancellationToken cancel)
    {
        while (true)
        {
            RemoveFinished(batch, rows);
            if (rows.Count == 0)
                return;
            batch.Advance([.. rows.Select(r => r.LastToken)], (row, next) => rows[row].Take(next), cancel);
        }
    }

    private static void RemoveFinished(DecodeBatch batch, List<AnswerInProgress> rows)
    {
        for (var row = rows.Count - 1; row >= 0; row--)
        {
            if (rows[row].Stop is null)
                continue;
            batch.Remove(row);
            rows[row] = rows[^1];
            rows.RemoveAt(rows.Count - 1);
        }
    }
}
