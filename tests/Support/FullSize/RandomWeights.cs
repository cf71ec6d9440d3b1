using System.Runtime.InteropServices;

namespace VideoIndex.Tests.Support;

/// <summary>A seeded stream of weights in the bytes of a safetensors data type. Of any number: it repeats.</summary>
internal sealed class RandomWeights
{
    // A prime: rows of a matrix, whose length it does not divide, are all different. Making each weight anew would take longer than writing it.
    private const int Period = 1_000_003;

    /// <summary>A standard deviation of 0.02, as the published models' configuration starts them with: sums stay far from any format's limit.</summary>
    private const float Widest = 0.0346f;

    private readonly byte[] _weights;
    private readonly byte[] _ones;
    private int _place;

    public RandomWeights(string dataType, int seed)
    {
        var random = new Random(seed);
        _weights = Encode(dataType, [.. Enumerable.Range(0, Period).Select(_ => (random.NextSingle() * 2 - 1) * Widest)]);
        _ones = Encode(dataType, [.. Enumerable.Repeat(1f, 1 << 13)]);
        NumberBytes = _weights.Length / Period;
    }

    /// <summary>Bytes of one weight.</summary>
    public int NumberBytes { get; }

    public void Write(Stream file, string name, long count)
    {
        if (name.Contains("norm", StringComparison.Ordinal) && name.EndsWith(".weight", StringComparison.Ordinal))
        {
            file.Write(_ones, 0, checked((int)count * NumberBytes));
            return;
        }

        while (count > 0)
        {
            var piece = (int)Math.Min(count, Period - _place);
            file.Write(_weights, _place * NumberBytes, piece * NumberBytes);
            _place = (_place + piece) % Period;
            count -= piece;
        }
    }

    private static byte[] Encode(string dataType, float[] values) => dataType switch
    {
        "F32" => MemoryMarshal.AsBytes<float>(values).ToArray(),
        "F16" => MemoryMarshal.AsBytes<Half>(Array.ConvertAll(values, value => (Half)value)).ToArray(),
        "BF16" => MemoryMarshal.AsBytes<ushort>(Array.ConvertAll(values, value => (ushort)(BitConverter.SingleToUInt32Bits(value) >> 16))).ToArray(),
        _ => throw new ArgumentException($"data type is `{dataType}`, expected F32, F16 or BF16", nameof(dataType)),
    };
}
