using System.Collections;
using System.Globalization;
using System.Text;
using QRCoder;

namespace VideoIndex.Api;

/// <summary>An address as a picture for a phone's camera. Pure.</summary>
internal static class QrPicture
{
    /// <summary>For a page: black on white whatever its colours are, with the rim that cameras want.</summary>
    public static string Svg(string text)
    {
        var rows = Rows(text);
        var path = new StringBuilder();
        for (var y = 0; y < rows.Count; y++)
            for (var x = 0; x < rows.Count; x++)
                if (rows[y][x])
                    path.Append(CultureInfo.InvariantCulture, $"M{x} {y}h1v1h-1z");
        return $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {rows.Count} {rows.Count}\" shape-rendering=\"crispEdges\">"
            + $"<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/><path d=\"{path}\"/></svg>";
    }

    /// <summary>For a terminal, two rows of it in a line of text: light where the terminal writes, so that it reads on a dark one as it is.</summary>
    public static IEnumerable<string> Lines(string text)
    {
        var rows = Rows(text);
        for (var y = 0; y < rows.Count; y += 2)
            yield return string.Concat(Enumerable.Range(0, rows.Count).Select(x => (rows[y][x], y + 1 >= rows.Count || rows[y + 1][x]) switch
            {
                (true, true) => ' ',
                (true, false) => '▄',
                (false, true) => '▀',
                (false, false) => '█',
            }));
    }

    /// <summary>True is dark; the rim of four is part of it.</summary>
    private static List<BitArray> Rows(string text)
    {
        using var code = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        return code.ModuleMatrix;
    }
}
