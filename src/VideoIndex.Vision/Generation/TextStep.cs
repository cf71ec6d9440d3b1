using Microsoft.ML.OnnxRuntime;

namespace VideoIndex.Vision;

/// <summary>One shape of run of the text model, bound to memory: some neighbouring rows of a cache, each with the same number of new tokens.</summary>
/// <remarks>Cache in and cache out are the same memory, which the attention operator extends in place.</remarks>
internal sealed class TextStep : IDisposable
{
    private readonly TextModel _model;
    private readonly int _rows;
    private readonly int _newTokens;
    private readonly NativeBuffer _states, _lastPlaces, _totalLength, _lastRows, _lastStates;
    private readonly NativeBuffer? _logits;
    private readonly PickStep? _pick;
    private readonly List<OrtIoBinding> _bindings = [];
    private readonly List<OrtValue> _tensors = [];
    private readonly List<(OrtIoBinding Binding, string Name, OrtValue Tensor)> _inputs = [];

    public TextStep(TextModel model, KeyValueCache cache, int firstRow, int rows, int newTokens, TokenPicker? picker)
    {
        (_model, _rows, _newTokens) = (model, rows, newTokens);
        _states = new NativeBuffer((long)rows * newTokens * model.Config.Width * sizeof(float));
        _lastPlaces = new NativeBuffer(rows * sizeof(int));
        _totalLength = new NativeBuffer(sizeof(int));
        _lastRows = new NativeBuffer(rows * sizeof(long));
        _lastStates = new NativeBuffer((long)rows * model.Config.Width * sizeof(float));
        if (picker is null)
            _logits = new NativeBuffer((long)rows * model.Config.Vocabulary * sizeof(float));
        else
            _pick = new PickStep(picker, rows);
        for (var row = 0; row < rows; row++)
            _lastRows.Span<long>(row, 1)[0] = ((long)row + 1) * newTokens - 1;
        Bind(cache, firstRow);
    }

    /// <summary>Where a row's new embeddings go: [new tokens, width].</summary>
    public Span<float> Embeddings(int row)
    {
        var values = _newTokens * _model.Config.Width;
        return _states.Span<float>((long)row * values, values);
    }

    /// <summary>What a row's next token is chosen from, after the last run.</summary>
    public NextToken Next(int row) => _pick is not null
        ? _pick.Next(row)
        : NextToken.Of(_logits!.Span<float>((long)row * _model.Config.Vocabulary, _model.Config.Vocabulary));

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
        var before = _model.TimeInRuntime;
        foreach (var ((_, session), binding) in _model.Parts.Zip(_bindings))
            session.Run(binding, cancel);
        _pick?.Run(cancel);
        if (_newTokens > 1)
            _model.TimeInPrompts += _model.TimeInRuntime - before;
    }

    public void Dispose()
    {
        foreach (var binding in _bindings)
            binding.Dispose();
        foreach (var tensor in _tensors)
            tensor.Dispose();
        foreach (var buffer in (NativeBuffer?[])[_states, _lastPlaces, _totalLength, _lastRows, _lastStates, _logits])
            buffer?.Dispose();
        _pick?.Dispose();
    }

    /// <summary>Every part reads the states that the one before it wrote, in the same memory: they are read before they are written over.</summary>
    private void Bind(KeyValueCache cache, int firstRow)
    {
        var states = Keep(_states.View<float>(0, _rows, _newTokens, _model.Config.Width));
        var lastStates = Keep(_lastStates.View<float>(0, _rows, _model.Config.Width));
        var logits = _pick?.Logits ?? Keep(_logits!.View<float>(0, _rows, _model.Config.Vocabulary));
        var tables = BindableTables();
        (string, OrtValue)[] places =
        [
            (TextGraph.LastPlaces, Keep(_lastPlaces.View<int>(0, _rows))), (TextGraph.TotalLength, Keep(_totalLength.View<int>(0))),
        ];
        (string, OrtValue)[] lastRows = [(TextGraph.LastRows, Keep(_lastRows.View<long>(0, _rows)))];
        foreach (var (part, session) in _model.Parts)
        {
            var (binding, isLast) = (session.NewBinding(), part.EndLayer == _model.Config.Layers);
            _bindings.Add(binding);
            _inputs.Add((binding, TextGraph.States, part.HasLayers ? states : lastStates));
            if (part.HasLayers)
                _inputs.AddRange([.. places.Concat(isLast ? lastRows : []).Select(p => (binding, p.Item1, p.Item2))]);
            foreach (var (name, table) in part.HasLayers ? tables : [])
                binding.BindInput(name, table);
            BindCache(binding, part, cache, firstRow);
            if (part.HasHead)
                binding.BindOutput(TextGraph.Logits, logits);
            else
                binding.BindOutput(TextGraph.StatesAfter, isLast ? lastStates : states);
        }

        BindInputs();
    }

    private (string, OrtValue)[] BindableTables()
    {
        if (_model.Rotary is not { } rotary)
            return [];
        var (positions, half) = (_model.Config.MaxPositions, _model.Config.HeadWidth / 2);
        return [(TextGraph.Cosines, Keep(rotary.Cosines.View<float>(0, positions, half))), (TextGraph.Sines, Keep(rotary.Sines.View<float>(0, positions, half)))];
    }

    private void BindCache(OrtIoBinding binding, TextPart part, KeyValueCache cache, int firstRow)
    {
        for (var layer = part.FirstLayer; layer < part.EndLayer; layer++)
        {
            OrtValue keys = Keep(cache.Keys(layer, firstRow, _rows)), values = Keep(cache.Values(layer, firstRow, _rows));
            _inputs.Add((binding, TextGraph.PastKeys(layer), keys));
            _inputs.Add((binding, TextGraph.PastValues(layer), values));
            binding.BindOutput(TextGraph.Keys(layer), keys);
            binding.BindOutput(TextGraph.Values(layer), values);
        }
    }

    private void BindInputs()
    {
        foreach (var (binding, name, tensor) in _inputs)
            binding.BindInput(name, tensor);
    }

    private OrtValue Keep(OrtValue tensor)
    {
        _tensors.Add(tensor);
        return tensor;
    }
}
