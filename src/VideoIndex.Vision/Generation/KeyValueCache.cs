using System.Diagnostics;
using Microsoft.ML.OnnxRuntime;

namespace VideoIndex.Vision;

/// <summary>Keys and values of all layers for up to a fixed number of rows and tokens: in one block of our memory, or where a device computes with them.</summary>
/// <remarks>
/// A slab for each layer's keys and one for its values, each [rows, heads, tokens, head width]. Because rows lie outermost, any
/// run of neighbouring rows is a tensor of its own without a copy: a prompt fills its rows while the others stay as they are, and
/// a batch that loses rows becomes a shorter tensor over the same memory.
/// </remarks>
internal sealed class KeyValueCache : IDisposable
{
    private readonly TextModelConfig _config;
    private readonly OnnxType _floats;
    private readonly RowMover? _mover;
    private readonly NativeBuffer? _memory;
    private readonly KeptMemory _lender;
    private readonly DeviceMemory[] _onDevice = [];
    private readonly int _tokens;
    private readonly long _rowValues;
    private readonly long _slabValues;

    /// <param name="lender">Whose memory it lies in, until it is disposed; null for memory of its own. A device's is always its own.</param>
    public KeyValueCache(TextModel model, int rows, int tokens, KeptMemory? lender = null)
    {
        (_config, _floats, _mover, _lender, _tokens) = (model.Config, model.Floats, model.Card?.Rows, lender ?? new KeptMemory(mostAtRest: 0), tokens);
        _rowValues = (long)_config.KeyValueHeads * tokens * _config.HeadWidth;
        _slabValues = rows * _rowValues;
        if (_mover is null)
            _memory = _lender.Take(Slabs * _slabValues * NumberBytes);
        else
            _onDevice = AllocateOn(model.Parts[0].Session);
        FillWithTrap();
    }

    private long Slabs => 2L * _config.Layers;

    private int NumberBytes => (int)DeviceMemory.SizeOf(_floats);

    public OrtValue Keys(int layer, int firstRow, int rows) => View(2 * layer, firstRow, rows);

    public OrtValue Values(int layer, int firstRow, int rows) => View(2 * layer + 1, firstRow, rows);

    /// <summary>Copies the first <paramref name="length"/> tokens of a row of a cache, this one or another of the same model, over a row of this.</summary>
    public void CopyRow(KeyValueCache source, int from, int to, int length)
    {
        if (_mover is not null)
        {
            if (source != this)
                throw new NotSupportedException("a row of another cache on a device");
            _mover.Copy(this, from, to);
            return;
        }

        for (var slab = 0; slab < Slabs; slab++)
            for (var head = 0; head < _config.KeyValueHeads; head++)
                source.Head(slab, from, head, length).CopyTo(Head(slab, to, head, length));
    }

    /// <summary>Rows of a slab: layer by layer, keys before values.</summary>
    public OrtValue View(int slab, int firstRow, int rows)
    {
        long[] shape = [rows, _config.KeyValueHeads, _tokens, _config.HeadWidth];
        var first = firstRow * _rowValues * NumberBytes;
        return _memory is null ? _onDevice[slab].View(_floats, first, shape) : _memory.View(_floats, slab * _slabValues * NumberBytes + first, shape);
    }

    public void Dispose()
    {
        _lender.Rest();
        foreach (var slab in _onDevice)
            slab.Dispose();
    }

    private DeviceMemory[] AllocateOn(ModelSession session)
    {
        var slabs = new List<DeviceMemory>();
        try
        {
            while (slabs.Count < Slabs)
                slabs.Add(session.Allocate(_slabValues * NumberBytes));
            return [.. slabs];
        }
        catch
        {
            slabs.ForEach(slab => slab.Dispose());
            throw;
        }
    }

    /// <summary>In debug builds a place that is read before it was written spoils the answer for all to see.</summary>
    [Conditional("DEBUG")]
    private void FillWithTrap()
    {
        const byte allOnes = 0xFF; // not a number in each of the formats
        var row = (int)_rowValues * NumberBytes;
        for (long start = 0; _memory is not null && start < Slabs * _slabValues * NumberBytes; start += row)
            _memory.Span<byte>(start, row).Fill(allOnes);
    }

    private Span<byte> Head(int slab, int row, int head, int length) =>
        _memory!.Span<byte>((slab * _slabValues + row * _rowValues + head * (long)_tokens * _config.HeadWidth) * NumberBytes, length * _config.HeadWidth * NumberBytes);
}
