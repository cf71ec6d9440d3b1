using System.Text;
using VideoIndex.Media;

namespace VideoIndex.EndToEnd.Tests.Web;

/// <summary>Reads the pictures for a phone's camera with a program that is none of ours.</summary>
internal static class QrReader
{
    /// <summary>Pixels of a square of the picture, each way: what a camera has of it at arm's length.</summary>
    private const int Scale = 8;

    /// <summary>Skips the calling test, saying why, where there is no reader.</summary>
    public static void SkipUnlessInstalled() => Assert.SkipUnless(ToolPath.Find("zbarimg") is not null, "left out: `zbarimg` is not installed");

    /// <summary>What the picture in this file says; fails the test when it cannot be read.</summary>
    public static async Task<string> ReadAsync(string picture)
    {
        var read = await new ProgramRunner { Command = ["zbarimg", "--quiet", "--raw", "-Sdisable", "-Sqrcode.enable"] }.RunAsync(picture);
        Assert.True(read.ExitCode == 0, $"`{picture}` cannot be read: {read}");
        return read.Output.TrimEnd('\n');
    }

    /// <summary>What lines of a terminal look like, two squares in each letter, as a picture that a reader opens.</summary>
    public static byte[] Drawn(IReadOnlyList<string> lines)
    {
        var width = lines.Max(line => line.Length) * Scale;
        var rows = lines.SelectMany(line => new[] { Row(line, "█▀", width), Row(line, "█▄", width) }).SelectMany(row => Enumerable.Repeat(row, Scale)).ToList();
        return [.. Encoding.ASCII.GetBytes($"P5 {width} {rows.Count} 255\n"), .. rows.SelectMany(row => row)];
    }

    /// <summary>One row of pixels: light where the terminal writes, and dark where it does not.</summary>
    private static byte[] Row(string line, string light, int width) =>
        [.. line.PadRight(width / Scale).SelectMany(letter => Enumerable.Repeat(light.Contains(letter, StringComparison.Ordinal) ? byte.MaxValue : (byte)0, Scale))];
}
