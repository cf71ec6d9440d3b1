using System.Text;

namespace VideoIndex.Media;

/// <summary>Finds the encoding of a subtitle file's bytes. Pure.</summary>
/// <remarks>
/// A mark or UTF-8 that holds throughout decides. Older files are told apart by how bytes above 127 lie: in pairs of common Chinese
/// characters (GB 18030), in runs (Cyrillic, Windows-1251), or alone between Latin letters (Windows-1252).
/// Korean, Japanese and Taiwanese legacy encodings are not told from these: such a file reads as nonsense until it is saved as UTF-8.
/// </remarks>
internal static class SubtitleText
{
    public static string Decode(ReadOnlySpan<byte> bytes) => EncodingOf(bytes).GetString(bytes).TrimStart('\uFEFF');

    private static Encoding EncodingOf(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]))
            return Encoding.Unicode;
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
            return Encoding.BigEndianUnicode;
        if (UnmarkedUtf16(bytes) is { } utf16)
            return utf16;
        if (IsUtf8(bytes))
            return Encoding.UTF8;
        var codePage = LooksChinese(bytes) ? 54936 : LooksCyrillic(bytes) ? 1251 : 1252;
        return CodePagesEncodingProvider.Instance.GetEncoding(codePage) ?? Encoding.Latin1;
    }

    // Times and arrows are ASCII, so in UTF-16 many bytes at even or at odd places are zero, and hardly any at the others.
    private static Encoding? UnmarkedUtf16(ReadOnlySpan<byte> bytes)
    {
        var sample = bytes[..Math.Min(bytes.Length, 4096)];
        int even = 0, odd = 0;
        for (var i = 0; i < sample.Length; i++)
        {
            if (sample[i] == 0)
                _ = i % 2 == 0 ? even++ : odd++;
        }

        if (Math.Max(even, odd) < sample.Length / 8 || Math.Min(even, odd) > sample.Length / 100)
            return null;
        return odd > even ? Encoding.Unicode : even > odd ? Encoding.BigEndianUnicode : null;
    }

    private static bool IsUtf8(ReadOnlySpan<byte> bytes)
    {
        // A file cut at our size limit may end inside a character.
        for (var cut = 0; cut < 4 && cut <= bytes.Length; cut++)
        {
            if (System.Text.Unicode.Utf8.IsValid(bytes[..^cut]))
                return true;
        }

        return false;
    }

    // GB 2312 keeps its 3,755 common characters under first bytes B0 to D7 and punctuation under A1 and A3.
    private static bool LooksChinese(ReadOnlySpan<byte> bytes)
    {
        int pairs = 0, common = 0;
        for (var i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] < 0x80)
                continue;
            if (bytes[i] < 0xA1 || i + 1 >= bytes.Length || bytes[i + 1] < 0xA1)
                return false;
            pairs++;
            if (bytes[i] is 0xA1 or 0xA3 or (>= 0xB0 and <= 0xD7))
                common++;
            i++;
        }

        return common >= pairs * 0.7;
    }

    private static bool LooksCyrillic(ReadOnlySpan<byte> bytes)
    {
        int high = 0, runs = 0;
        for (var i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] < 0x80)
                continue;
            high++;
            if (i == 0 || bytes[i - 1] < 0x80)
                runs++;
        }

        return high >= runs * 3;
    }
}
