namespace VideoIndex.Vision;

/// <summary>Sequences that are written together, each with its own length. Rows are numbered from 0 and stay dense.</summary>
/// <remarks>
/// Prompts are added in runs of equal length, so that nothing is padded; after that every row takes one token a step. A row that is
/// finished leaves, and the last row takes its place, so that no step computes for it. New rows may join between steps.
/// </remarks>
internal sealed class DecodeBatch : IDisposable
{
    private readonly TextModel _model;
    private readonly KeyValueCache _cache;
    private readonly int[] _lengths;
    private readonly TokenPicker? _picker;
    private TextStep? _step;

    /// <param name="maxTokens">The most that any row will hold, prompt and answer.</param>
    /// <param name="picker">Has the device pick the next tokens; null for logits.</param>
    /// <param name="lender">As of <see cref="KeyValueCache"/>.</param>
    public DecodeBatch(TextModel model, int maxRows, int maxTokens, TokenPicker? picker = null, KeptMemory? lender = null)
    {
        (_model, _picker) = (model, picker);
        _cache = new KeyValueCache(model, maxRows, maxTokens, lender);
        _lengths = new int[maxRows];
    }

    public int Rows { get; private set; }

    /// <summary>How many tokens the first row holds.</summary>
    public int Length => _lengths[0];

    /// <summary>Adds rows for prompts that are all equally long.</summary>
    /// <param name="beginning">
    /// Of the same model: its first row holds what all prompts begin with, fewer tokens than they have. Several prompts at once then need
    /// <see cref="TextModel.ReadsRowsOn"/>. Null where nothing is known.
    /// </param>
    /// <param name="onNext">Called for each prompt, by its place in the list, with what its first new token is chosen from.</param>
    public void Add(IReadOnlyList<ModelPrompt> prompts, DecodeBatch? beginning, NextTokenReader onNext, CancellationToken cancel)
    {
        for (var row = Rows; beginning is not null && row < Rows + prompts.Count; row++)
            _cache.CopyRow(beginning._cache, 0, row, beginning.Length);
        Read(Rows, prompts, beginning?.Length ?? 0, onNext, cancel);
        Rows += prompts.Count;
        DropStep();
    }

    /// <summary>Reads a prompt of which the only row knows the first tokens already.</summary>
    /// <param name="known">How many; fewer than the prompt has.</param>
    /// <param name="onNext">As in <see cref="Add"/>.</param>
    public void Extend(ModelPrompt prompt, int known, NextTokenReader onNext, CancellationToken cancel)
    {
        Read(0, [prompt], known, onNext, cancel);
        Rows = 1;
    }

    /// <summary>Gives every row its next token.</summary>
    /// <param name="onNext">Called for each row with what the token after it is chosen from.</param>
    public void Advance(ReadOnlySpan<int> tokens, NextTokenReader onNext, CancellationToken cancel)
    {
        _step ??= new TextStep(_model, _cache, 0, Rows, newTokens: 1, _picker);
        for (var row = 0; row < Rows; row++)
        {
            _model.Embed(tokens[row], _step.Embeddings(row));
            _lengths[row]++;
        }

        _step.Run(_lengths.AsSpan(0, Rows), cancel);
        for (var row = 0; row < Rows; row++)
            onNext(row, _step.Next(row));
    }

    /// <summary>Takes a row out; the last row has its number from now on.</summary>
    public void Remove(int row)
    {
        Rows--;
        DropStep();
        if (row == Rows)
            return;
        _cache.CopyRow(_cache, Rows, row, _lengths[Rows]);
        _lengths[row] = _lengths[Rows];
    }

    /// <summary>Takes over the first tokens that the only row of another batch of the same model holds.</summary>
    /// <returns>False where caches lie on a device: there a row cannot be copied from one to another.</returns>
    public bool TryTakeRow(DecodeBatch other, int length)
    {
        if (_model.Card?.Rows is not null)
            return false;
        _cache.CopyRow(other._cache, 0, 0, length);
        _lengths[0] = length;
        Rows = 1;
        return true;
    }

    /// <summary>Forgets what a row read after its first tokens; it goes on from there.</summary>
    public void Rewind(int row, int length)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, _lengths[row]);
        _lengths[row] = length;
    }

    /// <summary>Lets go of what is bound to the model's sessions until the next step.</summary>
    public void Rest() => DropStep();

    public void Dispose()
    {
        DropStep();
        _cache.Dispose();
    }

    /// <summary>Reads equally long prompts into neighbouring rows, which know their first tokens already.</summary>
    private void Read(int firstRow, IReadOnlyList<ModelPrompt> prompts, int known, NextTokenReader onNext, CancellationToken cancel)
    {
        var length = prompts[0].TokenIds.Count;
        using var step = new TextStep(_model, _cache, firstRow, prompts.Count, length - known, _picker);
        for (var i = 0; i < prompts.Count; i++)
            _model.Embed(prompts[i], known, step.Embeddings(i));
        var lengths = _lengths.AsSpan(firstRow, prompts.Count);
        lengths.Fill(length);
        step.Run(lengths, cancel);
        for (var i = 0; i < prompts.Count; i++)
            onNext(i, step.Next(i));
    }

    private void DropStep()
    {
        _step?.Dispose();
        _step = null;
    }
}
