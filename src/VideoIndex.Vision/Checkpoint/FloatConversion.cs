using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace VideoIndex.Vision;

/// <summary>Widens the number formats of a checkpoint to 32-bit floats, exactly: every F16 and BF16 is a float. And shortens floats to F16 and BF16.</summary>
internal static class FloatConversion
{
    /// <summary>Bytes of one number, or null when it is none of the formats a weight may have.</summary>
    public static int? SizeOf(string dataType) => dataType switch { "F32" => 4, "F16" or "BF16" => 2, _ => null };

    public static void ToSingle(string dataType, ReadOnlySpan<byte> source, Span<float> target)
    {
        switch (dataType)
        {
            case "F32": source.CopyTo(MemoryMarshal.AsBytes(target)); break;
            case "F16": TensorPrimitives.ConvertToSingle(MemoryMarshal.Cast<byte, Half>(source), target); break;
            case "BF16": WidenBFloat16(MemoryMarshal.Cast<byte, ushort>(source), target); break;
            default: throw new ArgumentException($"data type is `{dataType}`, expected F32, F16 or BF16", nameof(dataType));
        }
    }

    /// <summary>To the nearest number of two bytes.</summary>
    public static void Shorten(OnnxType type, ReadOnlySpan<float> source, Span<byte> target)
    {
        if (type == OnnxType.Float16)
            TensorPrimitives.ConvertToHalf(source, MemoryMarshal.Cast<byte, Half>(target));
        else
            ToBFloat16(source, target);
    }

    /// <summary>To the nearest BF16, an even one where two are as near; what is not a number stays so.</summary>
    public static void ToBFloat16(ReadOnlySpan<float> source, Span<byte> target)
    {
        var numbers = MemoryMarshal.Cast<byte, ushort>(target);
        for (var i = 0; i < source.Length; i++)
        {
            var bits = BitConverter.SingleToUInt32Bits(source[i]);
            numbers[i] = (ushort)(float.IsNaN(source[i]) ? (bits >> 16) | 0x40 : (bits + 0x7FFF + ((bits >> 16) & 1)) >> 16);
        }
    }

    /// <summary>A BF16 is the upper half of the float of the same value.</summary>
    private static void WidenBFloat16(ReadOnlySpan<ushort> source, Span<float> target)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(source.Length, target.Length, nameof(source));
        var i = 0;
        for (; i <= source.Length - Vector<ushort>.Count; i += Vector<ushort>.Count)
        {
            Vector.Widen(new Vector<ushort>(source[i..]), out var low, out var high);
            (low << 16).As<uint, float>().CopyTo(target[i..]);
            (high << 16).As<uint, float>().CopyTo(target[(i + Vector<uint>.Count)..]);
        }

        for (; i < source.Length; i++)
            target[i] = BitConverter.UInt32BitsToSingle((uint)source[i] << 16);
    }
}
