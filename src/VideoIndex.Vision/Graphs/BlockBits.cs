using System.Numerics.Tensors;

namespace VideoIndex.Vision;

/// <summary>Weights in whole numbers of 8 or 4 bits, with a scale for each short run of inputs of an output: w = scale * (number - zero).</summary>
/// <remarks>
/// In the layout of ONNX Runtime's MatMulNBits, which at its fourth level of accuracy also scales the inputs a block at a time, so that an
/// outlier costs only its own block. 8 bits are symmetric, with a zero of 128 that goes without saying; 4 bits have a zero for each block.
/// Source: onnxruntime, docs/ContribOperators.md.
/// </remarks>
internal sealed class BlockBits : IDisposable
{
    private const int RowsAtOnce = 16;

    /// <summary>With all layers in blocks of 32 the logits are no nearer to those of floats, and a prompt takes a third longer; of 64, a twelfth longer.</summary>
    public static (int Bits, int Size) Eight => (8, 128);

    public static (int Bits, int Size) EightShort => (8, 32);

    /// <summary>Least cosine of the sample model's logits over ten cases: .997 in blocks of 32, .992 of 64, .988 of 128.</summary>
    public static (int Bits, int Size) Four => (4, 32);

    private readonly int _bits;
    private readonly int _blockSize;

    private BlockBits(LinearRows rows, (int Bits, int Size) kind)
    {
        (_bits, _blockSize) = kind;
        (Inputs, Outputs, Blocks) = (rows.Inputs, rows.Outputs, (rows.Inputs + _blockSize - 1) / _blockSize);
        Numbers = new NativeBuffer((long)Outputs * Blocks * BlockBytes);
        Scales = new NativeBuffer((long)Outputs * Blocks * sizeof(float));
        Zeros = _bits == 4 ? new NativeBuffer((long)Outputs * ZeroBytes) : null;
    }

    public int Inputs { get; }

    public int Outputs { get; }

    /// <summary>Of each output; the last one may be of fewer inputs.</summary>
    public int Blocks { get; }

    public int BlockBytes => _blockSize * _bits / 8;

    /// <summary>Bytes of the zeros of an output: two to a byte.</summary>
    public int ZeroBytes => (Blocks + 1) / 2;

    /// <summary>[outputs, blocks, block bytes]</summary>
    public NativeBuffer Numbers { get; }

    /// <summary>[outputs, blocks] floats.</summary>
    public NativeBuffer Scales { get; }

    /// <summary>[outputs, zero bytes]; null for 8 bits.</summary>
    public NativeBuffer? Zeros { get; }

    public static BlockBits Quantize(LinearRows rows, (int Bits, int Size) kind)
    {
        var weights = new BlockBits(rows, kind);
        rows.ReadEach(RowsAtOnce, weights.QuantizeRow);
        return weights;
    }

    public void Dispose()
    {
        Numbers.Dispose();
        Scales.Dispose();
        Zeros?.Dispose();
    }

    private void QuantizeRow(int output, Span<float> row)
    {
        var numbers = Numbers.Span<byte>((long)output * Blocks * BlockBytes, Blocks * BlockBytes);
        var scales = Scales.Span<float>((long)output * Blocks, Blocks);
        var zeros = Zeros is null ? [] : Zeros.Span<byte>((long)output * ZeroBytes, ZeroBytes);
        zeros.Clear();
        Span<byte> digits = stackalloc byte[_blockSize];
        for (var block = 0; block < Blocks; block++)
        {
            var values = row[(block * _blockSize)..Math.Min(row.Length, (block + 1) * _blockSize)];
            var target = numbers.Slice(block * BlockBytes, BlockBytes);
            if (_bits == 8)
            {
                scales[block] = EightBitBlock(values, target);
                continue;
            }

            (scales[block], var zero) = FourBitBlock.Quantize(values, digits);
            zeros[block / 2] |= (byte)(zero << (4 * (block % 2)));
            for (var i = 0; i < target.Length; i++)
                target[i] = (byte)(digits[2 * i] | (digits[2 * i + 1] << 4));
        }
    }

    private static float EightBitBlock(Span<float> values, Span<byte> numbers)
    {
        const int largest = 127, zero = 128;
        numbers.Fill(zero);
        var scale = Math.Abs(TensorPrimitives.MaxMagnitude<float>(values)) / largest;
        if (scale == 0)
            return 1;
        for (var i = 0; i < values.Length; i++)
            numbers[i] = (byte)((int)MathF.Round(values[i] / scale) + zero);
        return scale;
    }
}
