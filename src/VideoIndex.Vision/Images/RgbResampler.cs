using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace VideoIndex.Vision;

/// <summary>Scales packed 8-bit RGB pictures exactly as Pillow does: across, rounded to bytes, then down. Thread-safe.</summary>
/// <remarks>
/// Sums of int products are the same in any order, so that the vectors below give the scalar result to the bit.
/// Across: eight rows at a time are laid side by side (byte r of every sample is row r), so that a weight meets eight samples at once.
/// Down: a weight meets a stretch of one row.
/// </remarks>
internal sealed class RgbResampler
{
    private const int Rows = 8;
    private const int Half = 1 << (ResampleWeights.PrecisionBits - 1);

    private readonly WeightsCache _weights = new();

    /// <param name="from">Rows from the top, <paramref name="inWidth"/> * <paramref name="inHeight"/> * 3 bytes.</param>
    /// <param name="to">At least <paramref name="outWidth"/> * <paramref name="outHeight"/> * 3 bytes; must not overlap with <paramref name="from"/>.</param>
    public void Resize(
        ReadOnlySpan<byte> from, int inWidth, int inHeight, Span<byte> to, int outWidth, int outHeight, ResampleFilter filter)
    {
        from = from[..checked(inWidth * inHeight * 3)];
        to = to[..checked(outWidth * outHeight * 3)];
        if (inWidth == outWidth && inHeight == outHeight)
            from.CopyTo(to);
        else if (inHeight == outHeight)
            Across(from, inWidth, to, _weights.Get(inWidth, outWidth, filter));
        else if (inWidth == outWidth)
            Down(from, outWidth * 3, to, _weights.Get(inHeight, outHeight, filter));
        else
            AcrossThenDown(from, inWidth, to, _weights.Get(inWidth, outWidth, filter), _weights.Get(inHeight, outHeight, filter));
    }

    private static void AcrossThenDown(ReadOnlySpan<byte> from, int inWidth, Span<byte> to, ResampleWeights across, ResampleWeights down)
    {
        var outStride = across.Length * 3;
        var pooled = ArrayPool<byte>.Shared.Rent(checked(from.Length / inWidth * across.Length));
        var between = pooled.AsSpan(0, from.Length / inWidth * across.Length);
        Across(from, inWidth, between, across);
        Down(between, outStride, to, down);
        ArrayPool<byte>.Shared.Return(pooled);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Across(ReadOnlySpan<byte> from, int inWidth, Span<byte> to, ResampleWeights weights)
    {
        var (inStride, outStride) = (inWidth * 3, weights.Length * 3);
        var height = from.Length / inStride;
        var pooled = ArrayPool<byte>.Shared.Rent((inStride + outStride) * Rows);
        var wide = pooled.AsSpan(0, inStride * Rows);
        var narrow = pooled.AsSpan(inStride * Rows, outStride * Rows);
        for (var y = 0; y < height; y += Rows)
        {
            var rows = Math.Min(Rows, height - y);
            ByteTransposer.ToColumns(from.Slice(y * inStride, rows * inStride), inStride, wide);
            for (var x = 0; x < weights.Length; x++)
                WeighPixel(wide[(weights.First(x) * 3 * Rows)..], weights.Of(x), narrow.Slice(x * 3 * Rows, 3 * Rows));
            ByteTransposer.ToRows(narrow, outStride, to.Slice(y * outStride, rows * outStride));
        }

        ArrayPool<byte>.Shared.Return(pooled);
    }

    /// <summary>One output pixel of eight rows: 24 bytes from 24 bytes a weight.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void WeighPixel(ReadOnlySpan<byte> samples, ReadOnlySpan<int> weights, Span<byte> to)
    {
        var (red, green, blue) = (Vector256.Create(Half), Vector256.Create(Half), Vector256.Create(Half));
        ref var sample = ref MemoryMarshal.GetReference(samples[..(weights.Length * 3 * Rows)]);
        foreach (var value in weights)
        {
            var weight = Vector256.Create(value);
            red += Load8(ref sample) * weight;
            green += Load8(ref Unsafe.Add(ref sample, Rows)) * weight;
            blue += Load8(ref Unsafe.Add(ref sample, 2 * Rows)) * weight;
            sample = ref Unsafe.Add(ref sample, 3 * Rows);
        }

        ref var first = ref MemoryMarshal.GetReference(to[..(3 * Rows)]);
        Unsafe.WriteUnaligned(ref first, ToBytes(red));
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref first, Rows), ToBytes(green));
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref first, 2 * Rows), ToBytes(blue));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Down(ReadOnlySpan<byte> from, int stride, Span<byte> to, ResampleWeights weights)
    {
        for (var y = 0; y < weights.Length; y++)
        {
            var taps = weights.Of(y);
            var rows = from.Slice(weights.First(y) * stride, taps.Length * stride);
            var row = to.Slice(y * stride, stride);
            var x = 0;
            for (; x <= stride - 32; x += 32)
                WeighStretch(rows, stride, x, taps, row);
            for (; x < stride; x++)
                row[x] = WeighByte(rows[x..], stride, taps);
        }
    }

    /// <summary>32 bytes of an output row, from the same 32 columns of the input rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void WeighStretch(ReadOnlySpan<byte> rows, int stride, int x, ReadOnlySpan<int> weights, Span<byte> to)
    {
        var a = Vector256.Create(Half);
        var (b, c, d) = (a, a, a);
        for (var t = 0; t < weights.Length; t++)
        {
            ref var sample = ref MemoryMarshal.GetReference(rows.Slice(t * stride + x, 32));
            var weight = Vector256.Create(weights[t]);
            a += Load8(ref sample) * weight;
            b += Load8(ref Unsafe.Add(ref sample, 8)) * weight;
            c += Load8(ref Unsafe.Add(ref sample, 16)) * weight;
            d += Load8(ref Unsafe.Add(ref sample, 24)) * weight;
        }

        ref var first = ref MemoryMarshal.GetReference(to.Slice(x, 32));
        Unsafe.WriteUnaligned(ref first, ToBytes(a));
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref first, 8), ToBytes(b));
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref first, 16), ToBytes(c));
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref first, 24), ToBytes(d));
    }

    private static byte WeighByte(ReadOnlySpan<byte> column, int stride, ReadOnlySpan<int> weights)
    {
        var sum = Half;
        for (var t = 0; t < weights.Length; t++)
            sum += column[t * stride] * weights[t];
        return (byte)Math.Clamp(sum >> ResampleWeights.PrecisionBits, 0, 255);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Load8(ref byte first)
    {
        var bytes = Vector128.CreateScalarUnsafe(Unsafe.ReadUnaligned<ulong>(ref first)).AsByte();
        if (Avx2.IsSupported)
            return Avx2.ConvertToVector256Int32(bytes);
        var words = Vector128.WidenLower(bytes);
        return Vector256.Create(Vector128.WidenLower(words), Vector128.WidenUpper(words)).AsInt32();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong ToBytes(Vector256<int> sums)
    {
        var levels = Vector256.Clamp(sums >> ResampleWeights.PrecisionBits, Vector256<int>.Zero, Vector256.Create(255)).AsUInt32();
        var words = Vector128.Narrow(levels.GetLower(), levels.GetUpper());
        return Vector128.Narrow(words, words).AsUInt64().ToScalar();
    }
}
