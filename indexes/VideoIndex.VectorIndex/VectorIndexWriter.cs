using VideoIndex.Core;

namespace VideoIndex.VectorIndex;

/// <summary>
/// The one writer of a vector index. Follows the catalog's change log: what is applied is visible to readers, and survives, from
/// <see cref="Commit"/> on, together with the number of the last change. For one thread at a time.
/// </summary>
public sealed class VectorIndexWriter : IDisposable
{
    /// <summary>
    /// A segment is merged with those after it while it has fewer than four times their rows: an index has some log4(rows) segments, and
    /// each row is written about as often.
    /// </summary>
    private const int MergeRatio = 4;

    /// <summary>A segment with more than this share of deleted rows is written anew.</summary>
    private const double MostDeleted = 0.25;

    private readonly FileStream _lock;
    private readonly string _folder;
    private readonly List<LiveSegment> _segments;
    private readonly Dictionary<long, DocumentVector> _pending = [];
    private VectorManifest _manifest;

    private VectorIndexWriter(FileStream writerLock, string folder, VectorManifest manifest, IEnumerable<LiveSegment> segments)
    {
        (_lock, _folder, _manifest) = (writerLock, folder, manifest);
        _segments = [.. segments];
        AppliedChange = manifest.AppliedChange;
    }

    /// <summary>The last change applied, committed or not: the next to apply comes after it.</summary>
    public long AppliedChange { get; private set; }

    /// <summary>
    /// Null while another writer holds the folder. An index that is missing, damaged, of another format, catalog or embedder is replaced by
    /// an empty one, whose <see cref="AppliedChange"/> is 0.
    /// </summary>
    public static VectorIndexWriter? TryOpen(string folder, string catalogId, string embedder, int dimensions)
    {
        if (VectorFolder.TryLock(folder) is not { } writerLock)
            return null;
        try
        {
            return Open(writerLock, folder, VectorManifest.Empty(catalogId, embedder, dimensions));
        }
        catch
        {
            writerLock.Dispose();
            throw;
        }
    }

    /// <summary>Applies changes of the catalog; <paramref name="upTo"/> is the number of the last change they stand for.</summary>
    public void Apply(IReadOnlyList<DocumentVector> changes, long upTo)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(upTo, AppliedChange);
        foreach (var change in changes)
        {
            if (change.Vector is { } vector)
                ArgumentOutOfRangeException.ThrowIfNotEqual(vector.Length, _manifest.Dimensions, nameof(changes));
            _pending[DocumentKey.Parse(change.Id)] = change;
        }

        AppliedChange = upTo;
    }

    /// <summary>Makes what was applied durable and visible to readers opened from now on. Does nothing when nothing was applied.</summary>
    public void Commit()
    {
        if (AppliedChange == _manifest.AppliedChange)
            return;
        DeleteOld();
        AddPending();
        Merge();
        _manifest = _manifest with { AppliedChange = AppliedChange, Segments = [.. _segments.Select(segment => segment.ToEntry())] };
        _manifest.Replace(_folder);
        VectorFolder.DeleteOthers(_folder, _manifest);
    }

    /// <summary>Drops what was applied but not committed.</summary>
    public void Dispose()
    {
        _segments.ForEach(segment => segment.Segment.Dispose());
        _lock.Dispose();
    }

    private static VectorIndexWriter Open(FileStream writerLock, string folder, VectorManifest empty)
    {
        if (OpenSegments.TryOpen(folder, new Dictionary<string, Segment>()) is var (manifest, segments))
        {
            if (manifest with { AppliedChange = 0, Segments = empty.Segments } == empty)
                return new VectorIndexWriter(writerLock, folder, manifest, LiveOf(manifest, segments));
            foreach (var segment in segments)
                segment.Dispose();
        }

        empty.Replace(folder);
        VectorFolder.DeleteOthers(folder, empty);
        return new VectorIndexWriter(writerLock, folder, empty, []);
    }

    private static IEnumerable<LiveSegment> LiveOf(VectorManifest manifest, IReadOnlyList<Segment> segments) =>
        manifest.Segments.Zip(segments, (entry, segment) => new LiveSegment(entry.File, segment, entry.Deleted));

    private void DeleteOld()
    {
        var keys = _pending.Keys.ToHashSet();
        foreach (var segment in _segments)
            segment.Delete(keys);
        Drop(segment => segment.LiveRows == 0);
    }

    private void AddPending()
    {
        var rows = _pending.Where(row => row.Value.Vector is not null).Select(row => (
            row.Key, row.Value.MediaId, row.Value.Span.StartMs, row.Value.Span.EndMs, QuantisedVector.From(row.Value.Vector))).ToList();
        if (rows.Count > 0)
            Add(new PendingRows(rows));
        _pending.Clear();
    }

    private void Merge()
    {
        var first = _segments.Count - 1;
        for (var rows = first < 0 ? 0L : _segments[first].LiveRows; first > 0 && _segments[first - 1].LiveRows < MergeRatio * rows; first--)
            rows += _segments[first - 1].LiveRows;
        var merged = _segments.Skip(Math.Max(first, 0)).ToHashSet();
        if (merged.Count < 2)
            merged = _segments.Where(segment => segment.DeletedRows > MostDeleted * segment.Segment.Rows).Take(1).ToHashSet();
        if (merged.Count == 0)
            return;
        Add(new MergedRows([.. merged]));
        Drop(merged.Contains);
    }

    private void Add(ISegmentRows rows)
    {
        var name = VectorFolder.NewSegmentName();
        var path = Path.Combine(_folder, name);
        SegmentWriter.Write(path, _manifest.Dimensions, rows);
        var segment = Segment.TryOpen(path, _manifest.Dimensions)
            ?? throw new IOException($"`{path}` does not hold what was just written to it");
        _segments.Add(new LiveSegment(name, segment, []));
    }

    private void Drop(Func<LiveSegment, bool> which)
    {
        foreach (var segment in _segments.Where(which).ToList())
        {
            _segments.Remove(segment);
            segment.Segment.Dispose();
        }
    }
}
