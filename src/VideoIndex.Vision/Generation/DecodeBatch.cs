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
    public DecodeBatch(TextModel model, int maxRows, int maxTokens, TokenPicker? picker = null)
    {
        (_model, _picker) = (model, picker);
        _cache = new KeyValueCache(model, maxRows, maxTokens);
        _lengths = new int[maxRows];
    }

    public int Rows { get; private set; }

    /// <summary>Adds rows for prompts that are all equally long.</summary>
    /// <param name="onNext">Called for each prompt, by its place in the list, with what its first new token is chosen from.</param>
    public void Add(IReadOnlyList<ModelPrompt> prompts, NextTokenReader onNext, CancellationToken cancel)
    {
        var length = prompts[0].TokenIds.Count;
        using var step = new TextStep(_model, _cache, Rows, prompts.Count, length, _picker);
        for (var i = 0; i < prompts.Count; i++)
            _model.Embed(prompts[i], first: 0, step.Embeddings(i));
        _lengths.AsSpan(Rows, prompts.Count).Fill(length);
        step.Run(_lengths.AsSpan(Rows, prompts.Count), cancel);
        Rows += prompts.Count;
        DropStep();
        for (var i = 0; i < prompts.Count; i++)
            onNext(i, step.Next(i));
    }

    /// <summary>Adds a row for a prompt that begins with what the first row of another batch of the same model holds.</summary>
    /// <param name="onNext">As in the other; the place is 0.</param>
    public void Add(ModelPrompt prompt, DecodeBatch beginning, NextTokenReader onNext, CancellationToken cancel)
    {
        var known = beginning._lengths[0];
        _cache.CopyRow(beginning._cache, 0, Rows, known);
        ReadRest(Rows, prompt, known, onNext, cancel);
        Rows++;
        DropStep();
    }

    /// <summary>Reads a prompt of which the only row knows the first tokens already.</summary>
    /// <param name="known">How many; fewer than the prompt has.</param>
    /// <param name="onNext">As in <see cref="Add(IReadOnlyList{ModelPrompt}, NextTokenReader, CancellationToken)"/>.</param>
    public void Extend(ModelPrompt prompt, int known, NextTokenReader onNext, CancellationToken cancel)
    {
        ReadRest(0, prompt, known, onNext, cancel);
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

    /// <summary>One row at a time: ONNX Runtime's attention reads several tokens after others for one row only.</summary>
    private void ReadRest(int row, ModelPrompt prompt, int known, NextTokenReader onNext, CancellationToken cancel)
    {
        var length = prompt.TokenIds.Count;
        using var step = new TextStep(_model, _cache, row, rows: 1, length - known, _picker);
        _model.Embed(prompt, known, step.Embeddings(0));
        _lengths[row] = length;
        step.Run(_lengths.AsSpan(row, 1), cancel);
        onNext(0, step.Next(0));
    }

    private void DropStep()
    {
        _step?.Dispose();
        _step = null;
    }
}
