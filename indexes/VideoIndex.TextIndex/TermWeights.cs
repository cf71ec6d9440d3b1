using Lucene.Net.Index;

namespace VideoIndex.TextIndex;

/// <summary>How much each word of a query counts, from how many documents of all segments have it. For one search, one thread.</summary>
/// <remarks>Asking Lucene instead would look the word up in every segment's dictionary again, for each segment that is scored.</remarks>
internal sealed class TermWeights(IReadOnlyList<SegmentText> segments)
{
    private readonly int _documents = segments.Sum(segment => segment.Count);
    private readonly Dictionary<Term, float> _known = [];

    public float Of(Term term)
    {
        if (!_known.TryGetValue(term, out var weight))
            _known[term] = weight = TimedTextSimilarity.Weight(_documents, segments.Sum(segment => segment.Postings(term).Documents.Length));
        return weight;
    }
}
