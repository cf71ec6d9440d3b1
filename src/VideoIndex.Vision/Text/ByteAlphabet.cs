using System.Text;

namespace VideoIndex.Vision;

/// <summary>GPT-2's alphabet: every byte has a printable character, so that vocabularies are texts (a space is <c>Ġ</c>, a newline <c>Ċ</c>).</summary>
internal static class ByteAlphabet
{
    private static readonly char[] s_charOf = BuildChars();
    private static readonly Dictionary<char, byte> s_byteOf = Enumerable.Range(0, 256).ToDictionary(b => s_charOf[b], b => (byte)b);

    public static char CharOf(byte value) => s_charOf[value];

    /// <summary>The bytes that a word of the vocabulary stands for; a word with foreign characters stands for its own UTF-8.</summary>
    public static byte[] BytesOf(string word)
    {
        var bytes = new byte[word.Length];
        for (var i = 0; i < word.Length; i++)
        {
            if (!s_byteOf.TryGetValue(word[i], out bytes[i]))
                return Encoding.UTF8.GetBytes(word);
        }

        return bytes;
    }

    private static char[] BuildChars()
    {
        var chars = new char[256];
        var next = 256;
        for (var b = 0; b < 256; b++)
            chars[b] = b is (>= '!' and <= '~') or (>= 0xA1 and <= 0xAC) or (>= 0xAE and <= 0xFF) ? (char)b : (char)next++;
        return chars;
    }
}
