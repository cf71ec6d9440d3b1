using System.Buffers;
using System.Numerics;
using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Util;

namespace VideoIndex.TextIndex;

/// <summary>Scores every document of one segment for a query, a clause after the other. For one search, one thread.</summary>
/// <remarks>The scores are Lucene's own for the same boolean query; a test holds them together. But a word counts once, however often a document says it.</remarks>
internal sealed class TextScan(BuiltQuery query, IndexSearcher searcher, TermWeights termWeights, float[] lengths)
{
    // What is known of a document in 16 bits: the low byte counts the clauses it has, the high byte those of them that it must have.
    private const ushort HasOne = 0x0001, HasDemanded = 0x0101, Refused = ushort.MaxValue;

    private readonly Dictionary<BuiltClause, Weight> _weights = [];
    private readonly float[] _shares = Shares(query.Must.Count + query.Should.Count);

    /// <summary>A score for each document, 0 where it does not match; from the shared pool, perhaps with more behind them.</summary>
    public float[] Run(AtomicReaderContext context, SegmentText segment)
    {
        var scores = ArrayPool<float>.Shared.Rent(segment.Count);
        var found = ArrayPool<ushort>.Shared.Rent(segment.Count);
        scores.AsSpan(0, segment.Count).Clear();
        found.AsSpan(0, segment.Count).Clear();
        foreach (var clause in query.Must)
            Add(clause, context, segment, scores, found, HasDemanded);
        foreach (var clause in query.Should)
            Add(clause, context, segment, scores, found, HasOne);
        foreach (var clause in query.MustNot)
            Refuse(clause, context, segment, found);
        Finish(scores.AsSpan(0, segment.Count), found.AsSpan(0, segment.Count), context.AtomicReader.LiveDocs);
        ArrayPool<ushort>.Shared.Return(found);
        return scores;
    }

    private void Add(BuiltClause clause, AtomicReaderContext context, SegmentText segment, float[] scores, ushort[] found, ushort mark)
    {
        if (clause.Term is { } term)
            AddTerm(segment.Postings(term), termWeights.Of(term), segment.LengthCodes, scores, found, mark);
        else if (WeightOf(clause).GetScorer(context, null) is { } scorer)
            AddScored(scorer, scores, found, mark);
    }

    private void AddTerm(TermPostings postings, float weight, byte[] lengthCodes, float[] scores, ushort[] found, ushort mark)
    {
        Span<float> once = stackalloc float[256];
        for (var code = 0; code < once.Length; code++)
            once[code] = weight / (1 + lengths[code]);
        foreach (var document in postings.Documents)
        {
            scores[document] += once[lengthCodes[document]];
            found[document] += mark;
        }
    }

    private static void AddScored(Scorer scorer, float[] scores, ushort[] found, ushort mark)
    {
        for (var document = scorer.NextDoc(); document != DocIdSetIterator.NO_MORE_DOCS; document = scorer.NextDoc())
        {
            scores[document] += scorer.GetScore();
            found[document] += mark;
        }
    }

    private void Refuse(BuiltClause clause, AtomicReaderContext context, SegmentText segment, ushort[] found)
    {
        if (clause.Term is { } term)
        {
            foreach (var document in segment.Postings(term).Documents)
                found[document] = Refused;
        }
        else if (WeightOf(clause).GetScorer(context, null) is { } scorer)
        {
            for (var document = scorer.NextDoc(); document != DocIdSetIterator.NO_MORE_DOCS; document = scorer.NextDoc())
                found[document] = Refused;
        }
    }

    private void Finish(Span<float> scores, ReadOnlySpan<ushort> found, IBits? live)
    {
        var lanes = Vector<ushort>.Count;
        for (var from = 0; from < scores.Length; from += lanes)
        {
            if (from + lanes <= found.Length && new Vector<ushort>(found[from..]) == Vector<ushort>.Zero)
                continue;
            for (var document = from; document < Math.Min(from + lanes, scores.Length); document++)
                scores[document] = Finished(scores[document], found[document], live, document);
        }
    }

    private float Finished(float score, ushort has, IBits? live, int document)
    {
        var matches = has is not 0 and not Refused && has >> 8 == query.Must.Count && (has & 0xFF) >= query.Must.Count + query.LeastShould
            && live?.Get(document) != false;
        return matches ? score * _shares[has & 0xFF] : 0;
    }

    private Weight WeightOf(BuiltClause clause)
    {
        if (!_weights.TryGetValue(clause, out var weight))
            _weights[clause] = weight = searcher.CreateNormalizedWeight(clause.Query);
        return weight;
    }

    /// <summary>The share of the clauses that a document has, by how many it has.</summary>
    private static float[] Shares(int clauses) => [.. Enumerable.Range(0, 256).Select(has => (float)has / clauses)];
}
