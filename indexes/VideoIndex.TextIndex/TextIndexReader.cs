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
    private readonly DirectoryReader _reader;
    private readonly CommitMark _mark;
    private readonly TimedTextAnalyzer _analyzer = new();
    private readonly TextQueryBuilder _queries;
    private readonly MatchMarker _marker;
    private readonly IndexSearcher _searcher;
    private readonly IReadOnlyList<SegmentText> _segments;
    private readonly Lazy<float[]> _lengths;

    private TextIndexReader(FSDirectory directory, DirectoryReader reader, CommitMark mark)
    {
        _directory = directory;
        _reader = reader;
        _mark = mark;
        _queries = new TextQueryBuilder(_analyzer);
        _marker = new MatchMarker(_analyzer);
        _searcher = new IndexSearcher(reader) { Similarity = new TimedTextSimilarity() };
        var budget = new PostingsBudget();
        _segments = [.. reader.Leaves.Select(leaf => new SegmentText(leaf.AtomicReader, budget))];
        _lengths = new Lazy<float[]>(() => TimedTextSimilarity.Lengths(AverageLength(_searcher.CollectionStatistics(TextFields.Text))));
    }

    /// <summary>The last change of the catalog that this index holds.</summary>
    public long AppliedChange => _mark.AppliedChange;

    /// <summary>The catalog that this index follows.</summary>
    public string CatalogId => _mark.CatalogId;

    /// <summary>Null when there is no index in the folder, or it is damaged or of another format: the writer will build it anew.</summary>
    public static TextIndexReader? TryOpen(string folder)
    {
        if (!System.IO.Directory.Exists(folder))
            return null;

        var directory = IndexFolder.Open(folder);
        if (CommittedIndex.TryOpen(directory) is var (reader, mark))
            return new TextIndexReader(directory, reader, mark);

        directory.Dispose();
        return null;
    }

    /// <summary>Scores every document for a query. The answer refers to this reader: use it before that is disposed.</summary>
    public TextScores Score(TextQuery query)
    {
        if (_queries.Build(query) is not { } built)
            return new TextScores([]);
        var scan = new TextScan(built, _searcher, _lengths.Value);
        return new TextScores([.. _reader.Leaves.Select((leaf, i) => (leaf.AtomicReader, _segments[i], scan.Run(leaf, _segments[i])))]);
    }

    /// <summary>The words of a text (a caption found) that the query asked for, in order: to be shown as such.</summary>
    public IReadOnlyList<TextSpan> MarkMatches(TextQuery query, string text) => _marker.Mark(query, text);

    public void Dispose()
    {
        _reader.Dispose();
        _directory.Dispose();
        _analyzer.Dispose();
    }

    private static float AverageLength(CollectionStatistics statistics) =>
        statistics.SumTotalTermFreq <= 0 ? 1 : (float)(statistics.SumTotalTermFreq / (double)statistics.MaxDoc);
}
