using VideoIndex.Benchmarks.Relevance;
using VideoIndex.Core;

namespace VideoIndex.Benchmarks;

/// <summary>
/// Sentences that people wrote about moments of videos, as many as are wanted: after the last the first come again, with words taken from
/// other sentences in place of some of theirs. By a fixed seed.
/// </summary>
internal sealed class PeopleSentences
{
    private const int Seed = 20_261_125;

    /// <summary>One word in so many is another's: a sentence said again a hundred times is a hundred sentences.</summary>
    private const int WordsKept = 4;

    private readonly IReadOnlyList<string[]> _sentences;

    private PeopleSentences(IReadOnlyList<string[]> sentences, IReadOnlyList<string> queries) => (_sentences, Queries) = (sentences, queries);

    /// <summary>What other people wrote about the same moments; none of it is among the sentences.</summary>
    public IReadOnlyList<string> Queries { get; }

    /// <exception cref="DirectoryNotFoundException">The annotations are not at hand.</exception>
    public static PeopleSentences Read()
    {
        var sets = RetrievalSets.Build(BenchmarkFolder.Shared("annotations")).ToList();
        return new PeopleSentences(
            [.. sets.SelectMany(set => set.Captions).Select(line => line.Text.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Where(words => words.Length > 0)],
            [.. sets.SelectMany(set => set.Queries).Select(line => line.Text)]);
    }

    /// <summary>Captions of so many media, each of so many windows of 10 s.</summary>
    public IEnumerable<IReadOnlyList<Caption>> Media(int media, int windows)
    {
        var random = new Random(Seed);
        for (var each = 0; each < media; each++)
            yield return [.. Enumerable.Range(0, windows).Select(window => CaptionWords.Caption(window, Sentence(((long)each * windows) + window, random)))];
    }

    private string Sentence(long number, Random random)
    {
        var words = _sentences[(int)(number % _sentences.Count)];
        return string.Join(' ', number < _sentences.Count ? words : words.Select(word => random.Next(WordsKept) == 0 ? Word(random) : word));
    }

    private string Word(Random random)
    {
        var words = _sentences[random.Next(_sentences.Count)];
        return words[random.Next(words.Length)];
    }
}
