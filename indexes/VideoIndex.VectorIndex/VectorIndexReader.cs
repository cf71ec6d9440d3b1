using VideoIndex.Core;

namespace VideoIndex.VectorIndex;

/// <summary>Compares a query with every vector of an index, as it was at its last commit when opened. Safe for use by many threads, beside a writer.</summary>
public sealed class VectorIndexReader : IDisposable
{
    private readonly VectorManifest _manifest;
    private readonly IReadOnlyList<LiveSegment> _segments;
    private readonly MediaLengths _lengths;
    private readonly Lazy<LibraryShape> _shape;

    private VectorIndexReader(VectorManifest manifest, IReadOnlyList<LiveSegment> segments)
    {
        (_manifest, _segments) = (manifest, segments);
        _lengths = new MediaLengths(segments);
        _shape = new Lazy<LibraryShape>(() => new LibraryShape(segments));
    }

    /// <summary>The last change of the catalog that this index holds.</summary>
    public long AppliedChange => _manifest.AppliedChange;

    /// <summary>The catalog that this index follows.</summary>
    public string CatalogId => _manifest.Catalog;

    /// <summary>Whose vectors these are: a query must be embedded by the same.</summary>
    public string Embedder => _manifest.Embedder;

    public int Dimensions => _manifest.Dimensions;

    /// <summary>Documents in the index.</summary>
    public long Count => _segments.Sum(segment => (long)segment.LiveRows);

    /// <summary>Measured when first asked for.</summary>
    public LibraryShape Shape => _shape.Value;

    /// <summary>Null when there is no index in the folder, or it is damaged or of another format: the writer will build it anew.</summary>
    public static VectorIndexReader? TryOpen(string folder) => TryOpen(folder, new Dictionary<string, Segment>());

    /// <summary>
    /// The index of a folder as it is now, as by <see cref="TryOpen(string)"/>, but what has not changed is shared with this one of the same
    /// folder and not read again. Both are to be disposed.
    /// </summary>
    public VectorIndexReader? TryOpenNewer(string folder) => TryOpen(folder, _segments.ToDictionary(live => live.File, live => live.Segment));

    /// <summary>The last change that the index in a folder holds, without opening it; null when there is none.</summary>
    public static long? CommittedChange(string folder) => VectorManifest.TryRead(folder)?.AppliedChange;

    /// <summary>The cosine of a query with every document. The answer refers to this reader: use it before that is disposed.</summary>
    public VectorScores Score(ReadOnlySpan<float> query) => VectorScan.Run(_segments, _lengths, [Quantised(query)])[0];

    /// <summary>The same for several queries, in their order. All are compared with a vector while it is at hand: reading them is what takes the time.</summary>
    public IReadOnlyList<VectorScores> Score(IEnumerable<float[]> queries) => VectorScan.Run(_segments, _lengths, [.. queries.Select(query => Quantised(query))]);

    /// <summary>The cosine of two documents; null when one is not in the index.</summary>
    public double? Likeness(TimedDocument a, TimedDocument b) => DocumentPlace.Find(_segments, a) is var (ofA, rowA) && DocumentPlace.Find(_segments, b) is var (ofB, rowB)
        ? VectorScan.Cosine(_segments[ofA].Segment, rowA, _segments[ofB].Segment, rowB)
        : null;

    public void Dispose()
    {
        foreach (var segment in _segments)
            segment.Segment.Dispose();
    }

    private static VectorIndexReader? TryOpen(string folder, IReadOnlyDictionary<string, Segment> known)
    {
        if (!Directory.Exists(folder) || OpenSegments.TryOpen(folder, known) is not var (manifest, segments))
            return null;
        return new VectorIndexReader(
            manifest, [.. manifest.Segments.Zip(segments, (entry, segment) => new LiveSegment(entry.File, segment, entry.Deleted))]);
    }

    private QuantisedVector Quantised(ReadOnlySpan<float> query)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(query.Length, Dimensions);
        return QuantisedVector.From(query);
    }
}
