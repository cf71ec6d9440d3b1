using System.Buffers.Binary;

namespace VideoIndex.Vision;

/// <summary>Lays eight rows side by side and back: byte r of the eight bytes of a column belongs to row r.</summary>
internal static class ByteTransposer
{
    private const int Rows = 8;

    /// <param name="rows">One to eight rows of <paramref name="stride"/> bytes.</param>
    /// <param name="columns">Eight bytes for each column; those of rows that are not there repeat the last row.</param>
    public static void ToColumns(ReadOnlySpan<byte> rows, int stride, Span<byte> columns)
    {
        Span<ulong> block = stackalloc ulong[Rows];
        var last = rows.Length / stride - 1;
        var x = 0;
        for (; x <= stride - Rows; x += Rows)
        {
            for (var r = 0; r < Rows; r++)
                block[r] = BinaryPrimitives.ReadUInt64LittleEndian(rows[(Math.Min(r, last) * stride + x)..]);
            Transpose(block);
            for (var c = 0; c < Rows; c++)
                BinaryPrimitives.WriteUInt64LittleEndian(columns[((x + c) * Rows)..], block[c]);
        }

        for (; x < stride; x++)
        {
            for (var r = 0; r < Rows; r++)
                columns[x * Rows + r] = rows[Math.Min(r, last) * stride + x];
        }
    }

    /// <param name="rows">One to eight rows: as many are written as there is room for.</param>
    public static void ToRows(ReadOnlySpan<byte> columns, int stride, Span<byte> rows)
    {
        Span<ulong> block = stackalloc ulong[Rows];
        var count = rows.Length / stride;
        var x = 0;
        for (; x <= stride - Rows; x += Rows)
        {
            for (var c = 0; c < Rows; c++)
                block[c] = BinaryPrimitives.ReadUInt64LittleEndian(columns[((x + c) * Rows)..]);
            Transpose(block);
            for (var r = 0; r < count; r++)
                BinaryPrimitives.WriteUInt64LittleEndian(rows[(r * stride + x)..], block[r]);
        }

        for (; x < stride; x++)
        {
            for (var r = 0; r < count; r++)
                rows[r * stride + x] = columns[x * Rows + r];
        }
    }

    /// <summary>Swaps quarters of the 8 x 8 bytes, then quarters of those, then single bytes.</summary>
    private static void Transpose(Span<ulong> block)
    {
        Swap(block, 4, 32, 0x00000000_FFFFFFFF);
        Swap(block, 2, 16, 0x0000FFFF_0000FFFF);
        Swap(block, 1, 8, 0x00FF00FF_00FF00FF);
    }

    private static void Swap(Span<ulong> block, int distance, int bits, ulong mask)
    {
        for (var i = 0; i < Rows; i++)
        {
            if ((i & distance) != 0)
                continue;
            var changed = ((block[i] >> bits) ^ block[i + distance]) & mask;
            block[i] ^= changed << bits;
            block[i + distance] ^= changed;
        }
    }
}
