using System.Numerics;
using System.Runtime.InteropServices;

namespace VideoIndex.Search;

/// <summary>How much of a query's words a text says, in the same words or in words near to them (a lady for a woman). For one query and thread.</summary>
/// <remarks>
/// The vector of a whole sentence blurs its words, and BM25 knows no word but the one typed. Here each word of the query looks for the nearest
/// word of the text; a rare one counts more.
/// </remarks>
internal sealed class WordLikeness
{
    /// <summary>Words that have nothing to do with each other are less alike than this; from here likeness counts up to 1.</summary>
    private const float Unlike = 0.1f;

    /// <summary>Words of a query, and of a text, that are looked at.</summary>
    private const int MostWords = 64;

    private readonly Func<string, float[]?> _vectorOf;
    private readonly List<(string Text, double Weight, float[]? Vector)> _asked;
    private readonly double _weights;
    private readonly Dictionary<string, float[]> _known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, float[]>.AlternateLookup<ReadOnlySpan<char>> _knownBySpan;

    /// <param name="weightOf">How much a word of the query counts: 0 for one that nearly every text has.</param>
    /// <param name="vectorOf">What a word by itself is near to; null where that is not known.</param>
    public WordLikeness(string query, Func<string, double> weightOf, Func<string, float[]?> vectorOf)
    {
        _vectorOf = vectorOf;
        _asked = [.. TextWords.Of(query, MostWords).Distinct(StringComparer.Ordinal).Select(word => (word, weightOf(word), vectorOf(word))).Where(word => word.Item2 > 0)];
        _weights = _asked.Sum(word => word.Weight);
        _knownBySpan = _known.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <returns>0 to 1; 0 for a query without words that count.</returns>
    public double Of(string text)
    {
        if (_asked.Count == 0)
            return 0;
        Span<float> best = stackalloc float[_asked.Count];
        best.Clear();
        Span<char> letters = stackalloc char[TextWords.LongestWord];
        var count = 0;
        for (var at = 0; count < MostWords && TextWords.TryReadNext(text, ref at, letters, out var length); count++)
            KeepLargest(best, To(letters[..length]));
        var sum = 0.0;
        for (var i = 0; i < best.Length; i++)
            sum += _asked[i].Weight * best[i];
        return sum / _weights;
    }

    /// <summary>How near a word of a text is to each of the query's.</summary>
    private float[] To(ReadOnlySpan<char> letters)
    {
        if (_knownBySpan.TryGetValue(letters, out var known))
            return known;
        var word = letters.ToString();
        var vector = _vectorOf(word);
        return _known[word] = [.. _asked.Select(asked => asked.Text == word ? 1 : Likeness(asked.Vector, vector))];
    }

    private static float Likeness(float[]? a, float[]? b) =>
        a is null || b is null ? 0 : Math.Max(0, (Dot(a, b) - Unlike) / (1 - Unlike));

    private static void KeepLargest(Span<float> best, float[] values)
    {
        for (var i = 0; i < best.Length; i++)
            best[i] = Math.Max(best[i], values[i]);
    }

    private static float Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var wideA = MemoryMarshal.Cast<float, Vector<float>>(a);
        var wideB = MemoryMarshal.Cast<float, Vector<float>>(b);
        var sums = Vector<float>.Zero;
        for (var i = 0; i < wideA.Length && i < wideB.Length; i++)
            sums += wideA[i] * wideB[i];
        var sum = Vector.Sum(sums);
        for (var i = wideA.Length * Vector<float>.Count; i < a.Length; i++)
            sum += a[i] * b[i];
        return sum;
    }
}
