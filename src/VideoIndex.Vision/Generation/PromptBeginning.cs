namespace VideoIndex.Vision;

/// <summary>
/// Keys and values of the words that many prompts begin with, kept from one batch to the next: what stands before the first picture is the same
/// for every window of a plan. One user at a time.
/// </summary>
internal sealed class PromptBeginning(TextModel model) : IDisposable
{
    /// <summary>Fewer tokens are read with the rest as fast.</summary>
    private const int Least = 16;

    private List<int> _tokens = [];
    private DecodeBatch? _batch;

    /// <summary>Its only row holds the beginning.</summary>
    public DecodeBatch Batch => _batch ?? throw new InvalidOperationException("nothing was learnt");

    /// <summary>Knows from now on what all the prompts begin with, up to their first picture.</summary>
    /// <returns>False when that is too little to be worth it, or a prompt has no picture.</returns>
    public bool Learn(IReadOnlyList<ModelPrompt> prompts, CancellationToken cancel)
    {
        var shared = Shared(prompts);
        if (shared < Least)
            return false;
        if (_tokens.SequenceEqual(prompts[0].TokenIds.Take(shared)))
            return true;
        Forget();
        var tokens = prompts[0].TokenIds.Take(shared).ToList();
        _batch = new DecodeBatch(model, maxRows: 1, shared);
        _batch.Extend(new ModelPrompt(tokens, default), known: 0, (_, _) => { }, cancel);
        _tokens = tokens;
        return true;
    }

    public void Dispose() => Forget();

    private void Forget()
    {
        _tokens = [];
        _batch?.Dispose();
        _batch = null;
    }

    private int Shared(IReadOnlyList<ModelPrompt> prompts)
    {
        var shared = int.MaxValue;
        foreach (var prompt in prompts)
        {
            var words = prompt.TokenIds.TakeWhile(token => !model.IsImage(token)).Count();
            if (words == prompt.TokenIds.Count)
                return 0;
            shared = Math.Min(shared, prompt.TokenIds.Take(words).Zip(prompts[0].TokenIds).TakeWhile(pair => pair.First == pair.Second).Count());
        }

        return shared;
    }
}
