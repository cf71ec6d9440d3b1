using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Store;
using VideoIndex.Core;

namespace VideoIndex.TextIndex;

/// <summary>Searches the text index as it was at its last commit when opened. Safe for use by many threads, beside a writer.</summary>
public sealed class TextIndexReader : IDisposable
{
    /// <summary>More hits are never given: no page needs them, and the memory of a search stays bounded.</summary>
    public const int MaxTop = 10_000;

    private readonly FSDirectory _directory;
    private readonly VerifiedFiles _verified;
    private readonly DirectoryReader _reader;
    private readonly CommitMark _mark;
    private readonly TimedTextAnalyzer _analyzer;
    private readonly TextQueryBuilder _queries;
    private readonly IndexSearcher _searcher;
    private readonly IReadOnlyList<SegmentText> _segments;
    private readonly Lazy<float[]> _lengths;

    private TextIndexReader(FSDirectory directory, VerifiedFiles verified, DirectoryReader reader, CommitMark mark, TextIndexReader? older)
    {
        _directory = directory;
        _verified = verified;
        _reader = reader;
        _mark = mark;
        _analyzer = new TimedTextAnalyzer(mark.Language);
        _queries = new TextQueryBuilder(_analyzer);
        _searcher = new IndexSearcher(reader) { Similarity = new TimedTextSimilarity() };
        var known = older?.SegmentsByCore() ?? [];
        var kept = reader.Leaves.Select(leaf => known.GetValueOrDefault(leaf.AtomicReader.CoreCacheKey)).ToList();
        var budget = new PostingsBudget(kept.OfType<SegmentText>().Sum(text => text.KnownBytes));
        _segments = [.. reader.Leaves.Zip(kept, (leaf, text) => text?.For(leaf.AtomicReader, budget) ?? new SegmentText(leaf.AtomicReader, budget))];
        _lengths = new Lazy<float[]>(() => TimedTextSimilarity.Lengths(AverageLength(_searcher.CollectionStatistics(TextFields.Text))));
    }

    /// <summary>The last change of the catalog that this index holds.</summary>
    public long AppliedChange => _mark.AppliedChange;

    /// <summary>The catalog that this index follows.</summary>
    public string CatalogId => _mark.CatalogId;

    /// <summary>The language that it was made for; queries are read in it.</summary>
    public TextLanguage Language => _mark.Language;

    /// <summary>Null when there is no index in the folder, or it is damaged or of another format: the writer will build it anew.</summary>
    public static TextIndexReader? TryOpen(string folder) =>
        System.IO.Directory.Exists(folder) ? TryOpen(IndexFolder.Open(folder), new VerifiedFiles(), null) : null;

    /// <summary>
    /// The index as it is now, as by <see cref="TryOpen(string)"/>, but what has not changed is shared with this one and not read again. Both
    /// are to be disposed. One call at a time.
    /// </summary>
    public TextIndexReader? TryOpenNewer() => TryOpen(_directory, _verified, this);

    /// <summary>Scores every document for a query. The answer refers to this reader: use it before that is disposed.</summary>
    public TextScores Score(TextQuery query)
    {
        if (_queries.Build(query) is not { } built)
            return new TextScores([], 0);
        var weights = new TermWeights(_segments);
        var scan = new TextScan(built, _searcher, weights, _lengths.Value);
        return new TextScores(
            [.. _reader.Leaves.Select((leaf, i) => (_segments[i], scan.Run(leaf, _segments[i])))],
            built.Must.Concat(built.Should).Select(clause => clause.Term).OfType<Term>().Sum(term => (double)weights.Of(term)));
    }

    /// <summary>What a word counts for in BM25, by how rare it is; 0 for one that nearly every text has, and for what is no word.</summary>
    public double WeightOf(string word)
    {
        var weights = new TermWeights(_segments);
        return _analyzer.Terms(TextFields.Text, word).Where(term => !_analyzer.IsStopWord(term.Term))
            .Select(term => (double)weights.Of(new Term(TextFields.Text, term.Term))).DefaultIfEmpty(0).Max();
    }

    /// <summary>What a word has in common with its other forms: `bark` for `barks`; itself for what is no word.</summary>
    public string StemOf(string word) => _analyzer.Terms(TextFields.Text, word) is [var term, ..] ? term.Term : word;

    /// <summary>What marks the words of texts (captions found) that the query asked for.</summary>
    public MatchMarker MarkerOf(TextQuery query) => new(_analyzer, query);

    /// <summary>The folder is shared with newer readers, and holds nothing open by itself.</summary>
    public void Dispose()
    {
        _reader.Dispose();
        _analyzer.Dispose();
    }

    private static TextIndexReader? TryOpen(FSDirectory directory, VerifiedFiles verified, TextIndexReader? older) =>
        CommittedIndex.TryOpen(directory, verified, older?._reader) is var (reader, mark) ? new TextIndexReader(directory, verified, reader, mark, older) : null;

    private Dictionary<object, SegmentText> SegmentsByCore()
    {
        var byCore = new Dictionary<object, SegmentText>(ReferenceEqualityComparer.Instance);
        foreach (var (leaf, text) in _reader.Leaves.Zip(_segments))
            byCore[leaf.AtomicReader.CoreCacheKey] = text;
        return byCore;
    }

    private static float AverageLength(CollectionStatistics statistics) =>
        statistics.SumTotalTermFreq <= 0 ? 1 : (float)(statistics.SumTotalTermFreq / (double)statistics.MaxDoc);
}
