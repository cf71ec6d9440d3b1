using System.Numerics;
using Lucene.Net.Index;
using Lucene.Net.Util;

namespace VideoIndex.TextIndex;

/// <summary>How much of a query's words each of some media has, anywhere in it. For one search, one thread.</summary>
/// <remarks>
/// A word counts by how rare it is, as in BM25. Who asks for "Phoebe plays the guitar" means the film in which Phoebe is named, though the
/// window with the guitar does not name her.
/// </remarks>
internal sealed class MediaCoverage
{
    /// <summary>A bit each.</summary>
    private const int MostTerms = 64;

    /// <summary>A media id beyond this is looked up in a table instead of an array: 16 MB.</summary>
    private const long MostDirect = 4 << 20;

    private readonly Dictionary<long, int> _slots;
    private readonly int[] _direct;
    private readonly ulong[] _has;

    private MediaCoverage(IReadOnlySet<long> media)
    {
        _slots = media.Select((id, slot) => (id, slot)).ToDictionary(found => found.id, found => found.slot);
        var largest = media.Max();
        _direct = largest <= MostDirect ? new int[largest + 1] : [];
        foreach (var (id, slot) in _slots)
        {
            if (id >= 0 && id < _direct.Length)
                _direct[id] = slot + 1;
        }

        _has = new ulong[media.Count];
    }

    public static QueryCoverage Of(
        BuiltQuery query, TermWeights termWeights, IReadOnlyList<(SegmentText Text, IBits? Live)> segments, IReadOnlySet<long> media)
    {
        var terms = query.Must.Concat(query.Should).Select(clause => clause.Term).OfType<Term>().Take(MostTerms).ToList();
        if (terms.Count == 0 || media.Count == 0)
            return QueryCoverage.None;
        var coverage = new MediaCoverage(media);
        for (var i = 0; i < terms.Count; i++)
        {
            foreach (var (text, live) in segments)
                coverage.Mark(1UL << i, text.Postings(terms[i]).Documents, text.Media, live);
        }

        var weights = terms.Select(termWeights.Of).ToArray();
        return new QueryCoverage(weights.Sum(), coverage.Shares(weights));
    }

    private void Mark(ulong term, int[] documents, long[] media, IBits? live)
    {
        foreach (var document in documents)
        {
            if (SlotOf(media[document]) is var slot and >= 0 && live?.Get(document) != false)
                _has[slot] |= term;
        }
    }

    private int SlotOf(long media) =>
        _direct.Length == 0 ? _slots.GetValueOrDefault(media, -1)
        : (ulong)media < (ulong)_direct.Length ? _direct[media] - 1 : -1;

    private Dictionary<long, double> Shares(float[] weights)
    {
        var all = weights.Sum();
        return _slots.ToDictionary(slot => slot.Key, slot => Share(_has[slot.Value]));

        double Share(ulong has)
        {
            var sum = 0f;
            for (; has != 0; has &= has - 1)
                sum += weights[BitOperations.TrailingZeroCount(has)];
            return sum / all;
        }
    }
}
