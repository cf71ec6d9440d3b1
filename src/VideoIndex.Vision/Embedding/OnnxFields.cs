namespace VideoIndex.Vision;

/// <summary>The fields of a protocol buffer, one after another. Pure, and safe on any bytes.</summary>
internal static class OnnxFields
{
    /// <summary>Reads the first field and takes it off.</summary>
    /// <param name="number">Of a whole number; else 0.</param>
    /// <param name="content">Of anything else; of a number nothing.</param>
    public static bool TryRead(scoped ref ReadOnlySpan<byte> bytes, out int field, out ulong number, out ReadOnlySpan<byte> content)
    {
        (field, number) = (0, 0);
        content = default;
        if (!TryReadVarint(ref bytes, out var tag) || tag >> 3 is 0 or > int.MaxValue)
            return false;
        field = (int)(tag >> 3);
        switch (tag & 7)
        {
            case 0:
                return TryReadVarint(ref bytes, out number);
            case 1:
                return TryTake(ref bytes, 8, out content);
            case 2:
                return TryReadVarint(ref bytes, out var length) && TryTake(ref bytes, length, out content);
            case 5:
                return TryTake(ref bytes, 4, out content);
            default:
                return false;
        }
    }

    private static bool TryTake(scoped ref ReadOnlySpan<byte> bytes, ulong length, out ReadOnlySpan<byte> content)
    {
        content = default;
        if (length > (ulong)bytes.Length)
            return false;
        content = bytes[..(int)length];
        bytes = bytes[(int)length..];
        return true;
    }

    private static bool TryReadVarint(scoped ref ReadOnlySpan<byte> bytes, out ulong value)
    {
        value = 0;
        for (var i = 0; i < bytes.Length && i < 10; i++)
        {
            value |= (ulong)(bytes[i] & 0x7F) << (7 * i);
            if (bytes[i] >= 0x80)
                continue;
            bytes = bytes[(i + 1)..];
            return true;
        }

        return false;
    }
}
