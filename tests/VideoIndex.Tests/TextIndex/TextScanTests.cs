using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Store;
using VideoIndex.Core;
using VideoIndex.TextIndex;
using static VideoIndex.Core.TextClause;
using static VideoIndex.Tests.TextIndex.TextIndexFixture;

namespace VideoIndex.Tests.TextIndex;

/// <summary>Our own scan of the postings against Lucene's scorers, over several segments with deleted documents.</summary>
public sealed class TextScanTests(ITestOutputHelper output) : IDisposable
{
    private static readonly string[] Words = ["goal", "dog", "red", "card", "runs", "the", "of", "celebrates", "bus", "rain", "wi-fi", "night"];

    private readonly TemporaryFolder _folder = TestFolders.NewTemporary();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Score_IsLucenesOwn_ForEveryKindOfQuery()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        for (var part = 0; part < 3; part++)
            Write(_folder.Path, [.. Enumerable.Range(0, 300).Select(i => Window(part * 200 + i, i % 7, i * 10, Sentence(random)))]); // 100 of each part are written anew
        using var reader = TextIndexReader.TryOpen(_folder.Path)!;
        using var directory = FSDirectory.Open(_folder.Path);
        using var lucene = DirectoryReader.Open(directory);
        var searcher = new IndexSearcher(lucene) { Similarity = new TimedTextSimilarity() };

        for (var i = 0; i < 300; i++)
        {
            var query = new TextQuery([.. Enumerable.Range(0, random.Next(1, 9)).Select(_ => Clause(random))], random.Next(4) == 0 ? [Clause(random)] : []);
            var (expected, actual) = (Expected(searcher, query), Actual(reader, query));
            Assert.Equal(expected.Keys.Order(StringComparer.Ordinal), actual.Keys.Order(StringComparer.Ordinal));
            Assert.All(expected, hit => Assert.Equal(hit.Value, actual[hit.Key], 0.001)); // sums of floats in another order
        }
    }

    private static Dictionary<string, double> Actual(TextIndexReader reader, TextQuery query) =>
        reader.Score(query).Top(1_000, SkipNone).ToDictionary(hit => hit.Id, hit => hit.Score);

    private static Dictionary<string, double> Expected(IndexSearcher searcher, TextQuery query)
    {
        using var analyzer = new TimedTextAnalyzer();
        if (new TextQueryBuilder(analyzer).Build(query) is not { } built)
            return [];
        var lucene = new BooleanQuery { MinimumNumberShouldMatch = built.LeastShould };
        foreach (var (clauses, occur) in new[] { (built.Must, Occur.MUST), (built.Should, Occur.SHOULD), (built.MustNot, Occur.MUST_NOT) })
        {
            foreach (var clause in clauses)
                lucene.Add(clause.Query, occur);
        }

        return searcher.Search(lucene, 1_000).ScoreDocs.ToDictionary(hit => IdOf(searcher, hit.Doc), hit => (double)hit.Score);
    }

    private static string IdOf(IndexSearcher searcher, int document) =>
        DocumentNumber.Id(MultiDocValues.GetNumericValues(searcher.IndexReader, TextFields.Id).Get(document));

    private static TextClause Clause(Random random) => random.Next(8) switch
    {
        0 => new Phrase($"{Word(random)} {Word(random)}"),
        1 => new Prefix(Word(random)[..2]),
        2 => new AnyOf([new Word(Word(random)), new Phrase($"the {Word(random)}")]),
        3 => new From("caption", new Word(Word(random))),
        _ => new Word(Word(random)),
    };

    /// <summary>No word twice: Lucene itself counts them.</summary>
    private static string Sentence(Random random) => string.Join(' ', Enumerable.Range(0, random.Next(1, 30)).Select(_ => Word(random)).Distinct());

    private static string Word(Random random) => Words[(int)(Words.Length * random.NextDouble() * random.NextDouble())];
}
