using VideoIndex.Core;

namespace VideoIndex.VectorIndex;

/// <summary>Compares a query with every vector of an index, as it was at its last commit when opened. Safe for use by many threads, beside a writer.</summary>
public sealed class VectorIndexReader : IDisposable
{
    private readonly VectorManifest _manifest;
    private readonly IReadOnlyList<LiveSegment> _segments;

    private VectorIndexReader(VectorManifest manifest, IReadOnlyList<LiveSegment> segments) => (_manifest, _segments) = (manifest, segments);

    /// <summary>The last change of the catalog that this index holds.</summary>
    public long AppliedChange => _manifest.AppliedChange;

    /// <summary>The catalog that this index follows.</summary>
    public string CatalogId => _manifest.Catalog;

    /// <summary>Whose vectors these are: a query must be embedded by the same.</summary>
    public string Embedder => _manifest.Embedder;

    public int Dimensions => _manifest.Dimensions;

    /// <summary>Documents in the index.</summary>
    public long Count => _segments.Sum(segment => (long)segment.LiveRows);

    /// <summary>Null when there is no index in the folder, or it is damaged or of another format: the writer will build it anew.</summary>
    public static VectorIndexReader? TryOpen(string folder)
    {
        if (!Directory.Exists(folder) || OpenSegments.TryOpen(folder) is not var (manifest, segments))
            return null;
        return new VectorIndexReader(
            manifest, [.. manifest.Segments.Zip(segments, (entry, segment) => new LiveSegment(entry.File, segment, entry.Deleted))]);
    }

    /// <summary>The last change that the index in a folder holds, without opening it; null when there is none.</summary>
    public static long? CommittedChange(string folder) => VectorManifest.TryRead(folder)?.AppliedChange;

    /// <summary>The cosine of a query with every document. The answer refers to this reader: use it before that is disposed.</summary>
    public VectorScores Score(ReadOnlySpan<float> query)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(query.Length, Dimensions);
        return VectorScan.Run(_segments, QuantisedVector.From(query));
    }

    public void Dispose()
    {
        foreach (var segment in _segments)
            segment.Segment.Dispose();
    }
}
