using System.IO.MemoryMappedFiles;

namespace VideoIndex.VectorIndex;

/// <summary>A segment file under a memory map. Safe for use by many threads.</summary>
/// <remarks>
/// Nobody shortens or rewrites a segment: the writer makes new files and unlinks old ones, which a map outlives. Its checksum is compared
/// when it is opened, so what is damaged is found then; only a disk that fails later, under the map, would end the process.
/// </remarks>
internal sealed unsafe class Segment : IDisposable
{
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private readonly byte* _start;
    private int _users = 1;

    private Segment(MemoryMappedFile file, MemoryMappedViewAccessor view, SegmentLayout layout, byte* start)
    {
        (_file, _view, Layout) = (file, view, layout);
        _start = start;
    }

    public SegmentLayout Layout { get; }

    public int Rows => Layout.Rows;

    public ReadOnlySpan<long> Keys => Column<long>(Layout.Keys);

    public ReadOnlySpan<long> Media => Column<long>(Layout.Media);

    public ReadOnlySpan<long> Starts => Column<long>(Layout.Starts);

    public ReadOnlySpan<long> Ends => Column<long>(Layout.Ends);

    public ReadOnlySpan<float> Scales => Column<float>(Layout.Scales);

    public ReadOnlySpan<sbyte> Steps(int row) => new(Pointer(row), Layout.Dimensions);

    /// <summary>A row's steps with their padding, for the scan.</summary>
    public sbyte* Pointer(int row) => (sbyte*)(_start + SegmentLayout.HeaderLength + (long)row * Layout.Stride);

    /// <summary>Null when the file is not a whole segment of these dimensions.</summary>
    /// <exception cref="FileNotFoundException">It is gone: the writer merged it.</exception>
    public static Segment? TryOpen(string path, int dimensions)
    {
        var length = new FileInfo(path).Length;
        if (length < SegmentLayout.HeaderLength)
            return null;
        var file = MemoryMappedFile.CreateFromFile(path, FileMode.Open, null, 0, MemoryMappedFileAccess.Read);
        var view = file.CreateViewAccessor(0, length, MemoryMappedFileAccess.Read);
        byte* start = null;
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        var header = SegmentLayout.TryParse(new ReadOnlySpan<byte>(start, SegmentLayout.HeaderLength));
        if (header is var (layout, checksum) && layout.Dimensions == dimensions && layout.Length == length && BodySum(start, length) == checksum)
            return new Segment(file, view, layout, start);
        Close(file, view);
        return null;
    }

    /// <summary>The first row of a media at or after a time.</summary>
    public int Find(long mediaId, long startMs)
    {
        var media = Media;
        var starts = Starts;
        var (low, high) = (0, Rows);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (media[middle] < mediaId || (media[middle] == mediaId && starts[middle] < startMs))
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    /// <summary>The rows of a media: they stand together.</summary>
    public (int First, int Count) RowsOf(long mediaId)
    {
        var first = Find(mediaId, long.MinValue);
        return (first, mediaId == long.MaxValue ? Rows - first : Find(mediaId + 1, long.MinValue) - first);
    }

    /// <summary>This segment for one more user, who disposes it too. The caller is a user of it.</summary>
    public Segment Share()
    {
        Interlocked.Increment(ref _users);
        return this;
    }

    /// <summary>The last user's closes it.</summary>
    public void Dispose()
    {
        if (Interlocked.Decrement(ref _users) == 0)
            Close(_file, _view);
    }

    private ReadOnlySpan<T> Column<T>(long at)
        where T : unmanaged => new(_start + at, Rows);

    private static uint BodySum(byte* start, long length)
    {
        const int Piece = 1 << 30;
        var sum = 0u;
        for (long at = SegmentLayout.HeaderLength; at < length; at += Piece)
            sum = Checksum.Add(sum, new ReadOnlySpan<byte>(start + at, (int)Math.Min(Piece, length - at)));
        return sum;
    }

    private static void Close(MemoryMappedFile file, MemoryMappedViewAccessor view)
    {
        view.SafeMemoryMappedViewHandle.ReleasePointer();
        view.Dispose();
        file.Dispose();
    }
}
