using System.Buffers.Binary;

namespace VideoIndex.VectorIndex;

/// <summary>
/// Where things stand in a segment file. Little-endian: a header of 64 bytes (magic, format, dimensions, rows, checksum of all that
/// follows), then columns of all rows, each beginning at a multiple of 64: steps (a row is padded to 64 bytes), keys, media, starts, ends,
/// scales. Rows are ordered by media, then start, then key.
/// </summary>
internal sealed record SegmentLayout(int Dimensions, int Rows)
{
    public const int HeaderLength = 64;

    /// <summary>Raised when anything about the files changes: an index of another format is built anew.</summary>
    public const int Format = 1;

    private const int Alignment = 64;

    private static ReadOnlySpan<byte> Magic => "VIDXVEC\n"u8;

    /// <summary>Bytes of a row's steps.</summary>
    public int Stride => Aligned(Dimensions);

    public long Keys => HeaderLength + (long)Rows * Stride;

    public long Media => Next(Keys, sizeof(long));

    public long Starts => Next(Media, sizeof(long));

    public long Ends => Next(Starts, sizeof(long));

    public long Scales => Next(Ends, sizeof(long));

    public long Length => Next(Scales, sizeof(float));

    public byte[] Header(uint checksum)
    {
        var header = new byte[HeaderLength];
        Magic.CopyTo(header);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(8), Format);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(12), Dimensions);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(16), Rows);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(20), checksum);
        return header;
    }

    /// <summary>Null when these are not the first bytes of a segment of this format.</summary>
    public static (SegmentLayout Layout, uint Checksum)? TryParse(ReadOnlySpan<byte> header)
    {
        if (header.Length < HeaderLength || !header.StartsWith(Magic) || BinaryPrimitives.ReadInt32LittleEndian(header[8..]) != Format)
            return null;
        var layout = new SegmentLayout(BinaryPrimitives.ReadInt32LittleEndian(header[12..]), BinaryPrimitives.ReadInt32LittleEndian(header[16..]));
        return layout is { Dimensions: > 0 and <= 65_536, Rows: >= 0 } ? (layout, BinaryPrimitives.ReadUInt32LittleEndian(header[20..])) : null;
    }

    private long Next(long start, int width) => start + ((long)Rows * width + Alignment - 1) / Alignment * Alignment;

    private static int Aligned(int length) => (length + Alignment - 1) / Alignment * Alignment;
}
