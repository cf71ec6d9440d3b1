using Lucene.Net.Search.Similarities;

namespace VideoIndex.TextIndex;

/// <summary>BM25 times the share of the query's words that a document has: two words of two come before one word twice.</summary>
internal sealed class TimedTextSimilarity() : BM25Similarity(Saturation, LengthNorm)
{
    private const float Saturation = 1.2f;
    private const float LengthNorm = 0.75f;

    public override float Coord(int overlap, int maxOverlap) => (float)overlap / maxOverlap;
}
