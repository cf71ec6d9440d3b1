using System.Runtime.InteropServices;

namespace VideoIndex.VectorIndex;

/// <summary>Writes rows as a segment file, whole and on the disk before it returns. Segments are never changed.</summary>
internal static class SegmentWriter
{
    public static void Write(string path, int dimensions, ISegmentRows rows)
    {
        var layout = new SegmentLayout(dimensions, rows.Count);
        using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 20);
        file.Write(layout.Header(0));
        var body = new Body(file, rows.Count);
        var steps = new byte[layout.Stride];
        for (var row = 0; row < rows.Count; row++)
        {
            MemoryMarshal.AsBytes(rows.Steps(row)).CopyTo(steps);
            body.Write(steps);
        }

        body.WriteColumn(rows.Key);
        body.WriteColumn(rows.Media);
        body.WriteColumn(rows.Start);
        body.WriteColumn(rows.End);
        body.WriteColumn(rows.Scale);
        file.Position = 0;
        file.Write(layout.Header(body.Sum));
        file.Flush(flushToDisk: true);
    }

    private sealed class Body(FileStream file, int rows)
    {
        private const int Alignment = 64;

        public uint Sum { get; private set; }

        public void Write(ReadOnlySpan<byte> bytes)
        {
            Sum = Checksum.Add(Sum, bytes);
            file.Write(bytes);
        }

        public void WriteColumn<T>(Func<int, T> value)
            where T : unmanaged
        {
            var values = new T[rows];
            for (var row = 0; row < rows; row++)
                values[row] = value(row);
            var column = MemoryMarshal.AsBytes(values.AsSpan());
            Write(column);
            Write(new byte[(Alignment - column.Length % Alignment) % Alignment]);
        }
    }
}
