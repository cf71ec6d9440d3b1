using System.Numerics;
using System.Runtime.InteropServices;

namespace VideoIndex.Search;

/// <summary>How much of a query's words a text says, in the same words or in words near to them (a lady for a woman). For one query and thread.</summary>
/// <remarks>
/// The vector of a whole sentence blurs its words, and BM25 knows no word but the one typed. Here each word of the query looks for the nearest
/// word of the text; a rare one counts more. Who asks for "Phoebe plays the guitar" means the film in which Phoebe is named, though the window
/// with the guitar does not name her: so what other texts of a media say counts too. The numbers below are the best of those tried on four sets
/// of moments, each ranked by weights that were fitted on the others; 0.7 to 0.9 for <see cref="Elsewhere"/> do nearly as well, whole and half do not.
/// </remarks>
internal sealed class WordLikeness
{
    /// <summary>Words that have nothing to do with each other are less alike than this; from here likeness counts up to 1.</summary>
    private const float Unlike = 0.1f;

    /// <summary>Below 1: words that are somewhat alike count for more than their part.</summary>
    private const float Rise = 0.75f;

    /// <summary>What a word counts for that only other texts say.</summary>
    private const float Elsewhere = 0.85f;

    /// <summary>Words of a query, and of a text, that are looked at.</summary>
    private const int MostWords = 64;

    /// <summary>What another form of a word counts for at least; an embedder may know better how near it is, or not know the word.</summary>
    private const float OtherForm = 0.85f;

    /// <summary>Words with the same stem begin with so many of the same letters, else their stems are not asked for: that costs more than all the rest.</summary>
    private const int BeginAlike = 2;

    private readonly Func<string, float[]?> _vectorOf;
    private readonly Func<string, string> _stemOf;
    private readonly List<(string Text, string Stem, double Weight, float[]? Vector)> _asked;
    private readonly double _weights;
    private readonly Dictionary<string, float[]> _known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, float[]>.AlternateLookup<ReadOnlySpan<char>> _knownBySpan;

    /// <param name="weightOf">How much a word of the query counts: 0 for one that nearly every text has.</param>
    /// <param name="stemOf">What a word has in common with its other forms, such as `bark` for `barks`.</param>
    /// <param name="vectorOf">What a word by itself is near to; null where that is not known.</param>
    public WordLikeness(string query, Func<string, double> weightOf, Func<string, string> stemOf, Func<string, float[]?> vectorOf)
    {
        (_vectorOf, _stemOf) = (vectorOf, stemOf);
        _asked =
        [
            .. TextWords.Of(query, MostWords).Distinct(StringComparer.Ordinal).Select(word => (Text: word, Weight: weightOf(word)))
                .Where(asked => asked.Weight > 0).Select(asked => (asked.Text, stemOf(asked.Text), asked.Weight, vectorOf(asked.Text))),
        ];
        _weights = _asked.Sum(word => word.Weight);
        _knownBySpan = _known.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <returns>How much of each word of the query a text says, 0 to 1; to be handed to <see cref="Coverage"/>.</returns>
    public float[] SaidBy(string text)
    {
        var said = Nothing();
        if (said.Length == 0)
            return said;
        Span<char> letters = stackalloc char[TextWords.LongestWord];
        var count = 0;
        for (var at = 0; count < MostWords && TextWords.TryReadNext(text, ref at, letters, out var length); count++)
            KeepLargest(said, To(letters[..length]));
        return said;
    }

    /// <returns>What a text says without words.</returns>
    public float[] Nothing() => new float[_asked.Count];

    /// <summary>The share of the query's words that a text says, those that are said elsewhere in part.</summary>
    /// <returns>0 to 1; 0 for a query without words that count.</returns>
    public double Coverage(float[] said, float[] elsewhere)
    {
        var sum = 0.0;
        for (var i = 0; i < said.Length; i++)
            sum += _asked[i].Weight * Math.Max(said[i], Elsewhere * elsewhere[i]);
        return sum > 0 ? sum / _weights : 0;
    }

    /// <summary>Joins to what was said what is said besides.</summary>
    public static void KeepLargest(float[] said, float[] besides)
    {
        for (var i = 0; i < said.Length; i++)
            said[i] = Math.Max(said[i], besides[i]);
    }

    /// <summary>How near a word of a text is to each of the query's.</summary>
    private float[] To(ReadOnlySpan<char> letters)
    {
        if (_knownBySpan.TryGetValue(letters, out var known))
            return known;
        var word = letters.ToString();
        var (vector, stem) = (_vectorOf(word), (string?)null);
        return _known[word] = [.. _asked.Select(asked =>
            asked.Text == word ? 1 : Math.Max(IsForm(asked.Text, asked.Stem) ? OtherForm : 0, Likeness(asked.Vector, vector)))];

        bool IsForm(string asked, string askedStem) =>
            asked.Length >= BeginAlike && word.AsSpan().StartsWith(asked.AsSpan(0, BeginAlike), StringComparison.Ordinal) && (stem ??= _stemOf(word)) == askedStem;
    }

    private static float Likeness(float[]? a, float[]? b) =>
        a is null || b is null ? 0 : MathF.Pow(Math.Max(0, (Dot(a, b) - Unlike) / (1 - Unlike)), Rise);

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
