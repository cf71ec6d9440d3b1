using System.Globalization;

namespace VideoIndex.TextIndex;

/// <summary>The id of a timed document (<c>w12</c>) as a number, which a column keeps in eight bytes and gives back without reading a file: the letter, then the row.</summary>
internal static class DocumentNumber
{
    private const int RowBits = 56;

    /// <exception cref="FormatException">The id is not a letter and a row.</exception>
    public static long Of(string id)
    {
        if (id.Length > 1 && char.IsAsciiLetter(id[0]) && long.TryParse(id.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var row) && row >> RowBits == 0)
            return ((long)id[0] << RowBits) | row;
        throw new FormatException($"`{id}` is no id of a document: expected a letter and the number of a row, as in `w12`");
    }

    public static string Id(long number) =>
        string.Create(CultureInfo.InvariantCulture, $"{(char)(number >> RowBits)}{number & ((1L << RowBits) - 1)}");
}
