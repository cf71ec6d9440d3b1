using VideoIndex.Core;

namespace VideoIndex.Tests.Search;

/// <summary>Knows a few synonyms, which are near to each other as real embedders have them (0.8); every other word is a meaning of its own. As every embedder, it is for one thread, and notices two.</summary>
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
            Add(vector, word);
        var length = MathF.Sqrt(vector.Sum(x => x * x));
        return length == 0 ? vector : [.. vector.Select(x => x / length)];
    }

    private void Add(float[] vector, string word)
    {
        var known = Array.FindIndex(Synonyms, group => group.Split(' ').Contains(word));
        if (known >= 0)
            vector[known] += MathF.Sqrt(0.8f);
        vector[OwnAxis(word)] += known >= 0 ? MathF.Sqrt(0.2f) : 1;
    }

    private int OwnAxis(string word)
    {
        var sum = 17;
        foreach (var letter in word)
            sum = ((sum * 31) + letter) % 100_003;
        return Synonyms.Length + (sum % (Dimensions - Synonyms.Length));
    }
}
