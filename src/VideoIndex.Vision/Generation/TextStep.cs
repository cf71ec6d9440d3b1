using Microsoft.ML.OnnxRuntime;

namespace VideoIndex.Vision;

/// <summary>One shape of run of the text model, bound to memory: some neighbouring rows of a cache, each with the same number of new tokens.</summary>
/// <remarks>Cache in and cache out are the same memory, which the attention operator extends in place.</remarks>
internal sealed class TextStep : IDisposable
{
    private readonly TextModel _model;
    private readonly int _rows;
    private readonly int _newTokens;
    private readonly NativeBuffer _embeddings, _lastPlaces, _totalLength, _lastRows, _logits;
    private readonly OrtIoBinding _binding;
    private readonly List<OrtValue> _tensors = [];
    private readonly List<(string Name, OrtValue Tensor)> _inputs = [];

    public TextStep(TextModel model, KeyValueCache cache, int firstRow, int rows, int newTokens)
    {
        (_model, _rows, _newTokens) = (model, rows, newTokens);
        _embeddings = new NativeBuffer((long)rows * newTokens * model.Config.Width * sizeof(float));
        _lastPlaces = new NativeBuffer(rows * sizeof(int));
        _totalLength = new NativeBuffer(sizeof(int));
        _lastRows = new NativeBuffer(rows * sizeof(long));
        _logits = new NativeBuffer((long)rows * model.Config.Vocabulary * sizeof(float));
        for (var row = 0; row < rows; row++)
            _lastRows.Span<long>(row, 1)[0] = ((long)row + 1) * newTokens - 1;
        _binding = model.Session.NewBinding();
        Bind(cache, firstRow);
    }

    /// <summary>Where a row's new embeddings go: [new tokens, width].</summary>
    public Span<float> Embeddings(int row)
    {
        var values = _newTokens * _model.Config.Width;
        return _embeddings.Span<float>((long)row * values, values);
    }

    /// <summary>Logits of a row's next token after the last run.</summary>
    public Span<float> Logits(int row) => _logits.Span<float>((long)row * _model.Config.Vocabulary, _model.Config.Vocabulary);

    /// <param name="lengths">Tokens of each row, the new ones included.</param>
    public void Run(ReadOnlySpan<int> lengths, CancellationToken cancel)
    {
        var places = _lastPlaces.Span<int>(0, _rows);
        var longest = 0;
        for (var row = 0; row < _rows; row++)
        {
            places[row] = lengths[row] - 1;
            longest = Math.Max(longest, lengths[row]);
        }

        _totalLength.Span<int>(0, 1)[0] = longest;
        if (!_model.BindsOnce)
            BindInputs();
        _model.Session.Run(_binding, cancel);
    }

    public void Dispose()
    {
        _binding.Dispose();
        foreach (var tensor in _tensors)
            tensor.Dispose();
        foreach (var buffer in (NativeBuffer[])[_embeddings, _lastPlaces, _totalLength, _lastRows, _logits])
            buffer.Dispose();
    }

    private void Bind(KeyValueCache cache, int firstRow)
    {
        var config = _model.Config;
        _inputs.Add((TextGraph.Embeddings, Keep(_embeddings.View<float>(0, _rows, _newTokens, config.Width))));
        _inputs.Add((TextGraph.LastPlaces, Keep(_lastPlaces.View<int>(0, _rows))));
        _inputs.Add((TextGraph.TotalLength, Keep(_totalLength.View<int>(0))));
        _inputs.Add((TextGraph.LastRows, Keep(_lastRows.View<long>(0, _rows))));
        _binding.BindOutput(TextGraph.Logits, Keep(_logits.View<float>(0, _rows, config.Vocabulary)));
        for (var layer = 0; layer < config.Layers; layer++)
        {
            OrtValue keys = Keep(cache.Keys(layer, firstRow, _rows)), values = Keep(cache.Values(layer, firstRow, _rows));
            _inputs.Add((TextGraph.PastKeys(layer), keys));
            _inputs.Add((TextGraph.PastValues(layer), values));
            _binding.BindOutput(TextGraph.Keys(layer), keys);
            _binding.BindOutput(TextGraph.Values(layer), values);
        }

        BindInputs();
    }

    private void BindInputs()
    {
        foreach (var (name, tensor) in _inputs)
            _binding.BindInput(name, tensor);
    }

    private OrtValue Keep(OrtValue tensor)
    {
        _tensors.Add(tensor);
        return tensor;
    }
}
