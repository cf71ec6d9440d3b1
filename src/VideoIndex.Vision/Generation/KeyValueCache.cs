using System.Diagnostics;
using Microsoft.ML.OnnxRuntime;

namespace VideoIndex.Vision;

/// <summary>Keys and values of all layers for up to a fixed number of rows and tokens, in one allocation.</summary>
/// <remarks>
/// A slab for each layer's keys and one for its values, each [rows, heads, tokens, head width]. Because rows lie outermost, any
/// run of neighbouring rows is a tensor of its own without a copy: a prompt fills its rows while the others stay as they are, and
/// a batch that loses rows becomes a shorter tensor over the same memory.
/// </remarks>
internal sealed class KeyValueCache : IDisposable
{
    private readonly TextModelConfig _config;
    private readonly NativeBuffer _memory;
    private readonly int _tokens;
    private readonly long _rowValues;
    private readonly long _slabValues;

    public KeyValueCache(TextModelConfig config, int rows, int tokens)
    {
        (_config, _tokens) = (config, tokens);
        _rowValues = (long)config.KeyValueHeads * tokens * config.HeadWidth;
        _slabValues = rows * _rowValues;
        _memory = new NativeBuffer(2L * config.Layers * _slabValues * sizeof(float));
        FillWithTrap();
    }

    public OrtValue Keys(int layer, int firstRow, int rows) => View(2 * layer, firstRow, rows);

    public OrtValue Values(int layer, int firstRow, int rows) => View(2 * layer + 1, firstRow, rows);

    /// <summary>Copies the first <paramref name="length"/> tokens of a row of a cache, this one or another of the same model, over a row of this.</summary>
    public void CopyRow(KeyValueCache source, int from, int to, int length)
    {
        for (var slab = 0; slab < 2 * _config.Layers; slab++)
            for (var head = 0; head < _config.KeyValueHeads; head++)
                source.Head(slab, from, head, length).CopyTo(Head(slab, to, head, length));
    }

    public void Dispose() => _memory.Dispose();

    /// <summary>In debug builds a place that is read before it was written spoils the answer for all to see.</summary>
    [Conditional("DEBUG")]
    private void FillWithTrap()
    {
        for (var slab = 0; slab < 2 * _config.Layers; slab++)
            for (long start = 0; start < _slabValues; start += _rowValues)
                _memory.Span<float>(slab * _slabValues + start, (int)_rowValues).Fill(float.NaN);
    }

    private Span<float> Head(int slab, int row, int head, int length) =>
        _memory.Span<float>(slab * _slabValues + row * _rowValues + head * (long)_tokens * _config.HeadWidth, length * _config.HeadWidth);

    private OrtValue View(int slab, int firstRow, int rows) =>
        _memory.View<float>(slab * _slabValues + firstRow * _rowValues, rows, _config.KeyValueHeads, _tokens, _config.HeadWidth);
}
