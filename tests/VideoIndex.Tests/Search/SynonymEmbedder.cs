using VideoIndex.Core;

namespace VideoIndex.Tests.Search;

/// <summary>Knows a few synonyms; every other word is a meaning of its own. As every embedder, it is for one thread, and notices two.</summary>
internal sealed class SynonymEmbedder : ITextEmbedder
{
    private static readonly string[] Synonyms = ["dog puppy hound", "car automobile vehicle"];

    private int _busy;

    public string Identity => "synonyms@1";

    public int Dimensions => 256;

    public IReadOnlyList<float[]> Embed(IReadOnlyList<string> texts, CancellationToken cancel)
    {
        if (Interlocked.Exchange(ref _busy, 1) == 1)
            throw new InvalidOperationException("two threads at one time");
        var vectors = texts.Select(Embed).ToList();
        Volatile.Write(ref _busy, 0);
        return vectors;
    }

    public float[]? WordVector(string word) => Embed(word) is var vector && vector.Any(x => x != 0) ? vector : null;

    public void Dispose()
    {
    }

    private float[] Embed(string text)
    {
        var vector = new float[Dimensions];
        foreach (var word in text.ToLowerInvariant().Split([' ', '.', ','], StringSplitOptions.RemoveEmptyEntries).Where(word => word.Length > 2))
            vector[Axis(word)] += 1;
        var length = MathF.Sqrt(vector.Sum(x => x * x));
        return length == 0 ? vector : [.. vector.Select(x => x / length)];
    }

    private int Axis(string word)
    {
        var known = Array.FindIndex(Synonyms, group => group.Split(' ').Contains(word));
        if (known >= 0)
            return known;
        var sum = 17;
        foreach (var letter in word)
            sum = ((sum * 31) + letter) % 100_003;
        return Synonyms.Length + (sum % (Dimensions - Synonyms.Length));
    }
}
