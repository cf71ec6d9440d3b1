using System.Globalization;

namespace VideoIndex.VectorIndex;

/// <summary>A document's id as one number: <c>w12</c> is 24, <c>c7</c> is 15, <c>e3</c> (a correction) is -3.</summary>
internal static class DocumentKey
{
    public static long Parse(string id) => id[0] switch
    {
        'w' => 2 * long.Parse(id.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture),
        'c' => 2 * long.Parse(id.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture) + 1,
        'e' => -long.Parse(id.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture),
        _ => throw new ArgumentException($"`{id}` is no document id, expected w, c or e and a number", nameof(id)),
    };

    public static string Format(long key) => key < 0 ? string.Create(CultureInfo.InvariantCulture, $"e{-key}") : string.Create(CultureInfo.InvariantCulture, $"{(key % 2 == 0 ? 'w' : 'c')}{key / 2}");
}
