using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace VideoIndex.Vision;

/// <summary>A model's own table of word pieces: a row of numbers for each, before any piece has looked at its neighbours. Immutable.</summary>
/// <remarks>
/// In an int8 file all rows have one scale and one zero: neither matters, for rows are compared by direction, measured from the mean of all.
/// Tables of floats are kept in the same bytes. Memory: a byte for each number, 4 MB (128 dimensions) to 96 MB (multilingual, 384).
/// </remarks>
internal sealed class PieceTable
{
    private const int Float = 1, UnsignedByte = 2, SignedByte = 3;

    private const byte Middle = 128;

    /// <summary>The mean of all is that of so many as well.</summary>
    private const int RowsForMean = 2_048;

    private readonly byte[] _steps;
    private readonly int _width;
    private readonly float[] _mean;

    private PieceTable(byte[] steps, int width)
    {
        (_steps, _width) = (steps, width);
        _mean = Mean();
    }

    /// <param name="model">An ONNX file.</param>
    /// <param name="pieces">The number of rows, by which the table is known: its name differs from model to model.</param>
    /// <returns>Null when there is none of bytes or floats.</returns>
    public static PieceTable? TryRead(ReadOnlySpan<byte> model, int pieces)
    {
        const int ModelGraph = 7, GraphInitializer = 5;
        while (model.Length > 0 && OnnxFields.TryRead(ref model, out var field, out _, out var graph))
        {
            while (field == ModelGraph && graph.Length > 0 && OnnxFields.TryRead(ref graph, out var inner, out _, out var tensor))
            {
                if (inner == GraphInitializer && TryReadTensor(tensor, pieces) is { } table)
                    return table;
            }
        }

        return null;
    }

    /// <summary>The direction of some pieces together; null when they have none.</summary>
    public float[]? VectorOf(ReadOnlySpan<long> pieces)
    {
        var sum = new float[_width];
        foreach (var piece in pieces)
        {
            if (piece < 0 || piece * _width >= _steps.Length)
                continue;
            var row = _steps.AsSpan((int)piece * _width, _width);
            for (var i = 0; i < sum.Length; i++)
                sum[i] += row[i] - _mean[i];
        }

        var length = MathF.Sqrt(TensorPrimitives.SumOfSquares<float>(sum));
        if (!(length > 0))
            return null;
        TensorPrimitives.Divide(sum, length, sum);
        return sum;
    }

    private static PieceTable? TryReadTensor(ReadOnlySpan<byte> tensor, int pieces)
    {
        const int Dimension = 1, Type = 2, Raw = 9;
        var shape = new List<ulong>();
        var type = 0UL;
        var raw = tensor[..0];
        while (tensor.Length > 0 && OnnxFields.TryRead(ref tensor, out var field, out var number, out var content))
        {
            if (field == Dimension && content.IsEmpty)
                shape.Add(number);
            else if (field == Type)
                type = number;
            else if (field == Raw)
                raw = content;
        }

        return shape is [var rows, > 0 and <= 65_536] && rows == (ulong)pieces ? Of(type, raw, pieces, (int)shape[1]) : null;
    }

    private static PieceTable? Of(ulong type, ReadOnlySpan<byte> raw, int rows, int width)
    {
        var numbers = (long)rows * width;
        return type switch
        {
            UnsignedByte when raw.Length == numbers => new PieceTable(raw.ToArray(), width),
            SignedByte when raw.Length == numbers => new PieceTable(Unsigned(raw), width),
            Float when raw.Length == numbers * sizeof(float) && numbers <= Array.MaxLength => new PieceTable(Steps(MemoryMarshal.Cast<byte, float>(raw)), width),
            _ => null,
        };
    }

    private static byte[] Unsigned(ReadOnlySpan<byte> signed)
    {
        var steps = new byte[signed.Length];
        for (var i = 0; i < steps.Length; i++)
            steps[i] = (byte)(signed[i] ^ Middle);
        return steps;
    }

    private static byte[] Steps(ReadOnlySpan<float> numbers)
    {
        var largest = TensorPrimitives.MaxMagnitude(numbers);
        var (steps, scale) = (new byte[numbers.Length], MathF.Abs(largest) / (Middle - 1));
        for (var i = 0; i < steps.Length; i++)
            steps[i] = (byte)(Middle + (scale > 0 && float.IsFinite(numbers[i]) ? (int)MathF.Round(numbers[i] / scale) : 0));
        return steps;
    }

    private float[] Mean()
    {
        var mean = new float[_width];
        var rows = _steps.Length / _width;
        var looked = Math.Min(rows, RowsForMean);
        for (var i = 0; i < looked; i++)
        {
            var row = _steps.AsSpan((int)((long)i * rows / looked) * _width, _width);
            for (var k = 0; k < mean.Length; k++)
                mean[k] += (float)row[k] / looked;
        }

        return mean;
    }
}
