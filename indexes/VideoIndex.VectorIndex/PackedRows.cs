using System.Runtime.CompilerServices;

namespace VideoIndex.VectorIndex;

/// <summary>Some rows copied next to each other, to be compared with many others: where they lie in their segments costs more than the products.</summary>
internal sealed unsafe class PackedRows
{
    private readonly sbyte[] _steps;
    private readonly float[] _scales;
    private readonly int _stride;

    public PackedRows(IReadOnlyList<(Segment Segment, int Row)> rows)
    {
        _stride = rows.Count == 0 ? 0 : rows[0].Segment.Layout.Stride;
        _steps = new sbyte[rows.Count * _stride];
        for (var i = 0; i < rows.Count; i++)
            new ReadOnlySpan<sbyte>(rows[i].Segment.Pointer(rows[i].Row), _stride).CopyTo(_steps.AsSpan(i * _stride));
        _scales = [.. rows.Select(row => row.Segment.Scales[row.Row])];
        Media = [.. rows.Select(row => row.Segment.Media[row.Row])];
    }

    public int Count => _scales.Length;

    /// <summary>The media of each row.</summary>
    public long[] Media { get; }

    /// <summary>The cosine of each of these rows with one of a segment of the same index.</summary>
    /// <param name="cosines">Room for <see cref="Count"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // hot from the first search on
    public void Cosines(Segment segment, int row, Span<float> cosines)
    {
        var one = segment.Pointer(row);
        var scale = segment.Scales[row];
        fixed (sbyte* steps = _steps)
        {
            for (var i = 0; i < Count; i++)
                cosines[i] = VectorScan.Dot(steps + (i * _stride), one, _stride) * scale * _scales[i];
        }
    }
}
