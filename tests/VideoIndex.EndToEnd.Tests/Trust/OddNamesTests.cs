using System.Text;
using System.Xml.Linq;

namespace VideoIndex.EndToEnd.Tests.Trust;

/// <summary>Names that shells, players and parsers trip over go through the whole program unchanged: file, catalog, JSON, playlist.</summary>
public sealed class OddNamesTests
{
    private static readonly string[] Names =
    [
        "new\nline.mp4", "tab\t.mp4", "it's \"quoted\".mp4", "<script>&amp;.mp4", "%41 %s %03d.mp4", "#1 [x]?.mp4", "-y.mp4", "concat:a|b.mp4",
        "rtl\u202E4pm.mp4", "🎉 日本.mp4", "\u00e9.mp4", "e\u0301.mp4", " .mp4", "back\\slash $(id) `id`.mp4", "<location>]]>.mp4", "file:x.mp4",
        new string('n', 251) + ".mp4",
    ];

    [Fact]
    public async Task EveryName_IsIndexed_Found_AndLeadsThePlayerBackToItsFile()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "left out: Windows has no such names");
        using var library = new FilmLibrary();
        for (var i = 0; i < Names.Length; i++)
            await library.CutAsync("football-match.mp4", Names[i], 0, 4 + i * 0.25);
        await library.IndexAsync();

        Assert.Empty(await library.FailuresAsync());
        var found = await library.SearchAsync(FilmLibrary.ShortFilmCaption, "-n", "100", "-o", library["found.xspf"]);
        var wanted = Names.Select(library.Film).Order(StringComparer.Ordinal).ToList();
        var paths = found.GetProperty("clips").EnumerateArray().Select(clip => clip.GetProperty("path").GetString()!);
        Assert.Equal(wanted, paths.Order(StringComparer.Ordinal));
        Assert.Equal(wanted, Locations(library["found.xspf"]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task ANameThatIsNoUtf8_IsListed_AndTheRestIsIndexed()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "left out: this file system allows no such names");
        using var library = new FilmLibrary();
        library.Copy("seaside.webm", "good.webm");
        await Shell.RunAsync($"cp '{library.Film("good.webm")}' \"$(printf '{library.Films}/caf\\351.webm')\"");
        await library.IndexAsync();
        await Shell.RunAsync($"rm '{library.Films}'/caf*"); // .NET could not delete it

        var failure = Assert.Single(await library.FailuresAsync());
        Assert.Equal("unreadable_name", failure.Value);
        Assert.Contains("caf", failure.Key, StringComparison.Ordinal);
        Assert.Equal(2, (await library.StatusAsync()).GetProperty("libraries")[0].GetProperty("media").GetInt64());
    }

    /// <summary>The files that a playlist names, decoded as a player does.</summary>
    private static IEnumerable<string> Locations(string playlist) =>
        from location in XDocument.Load(playlist).Descendants(XName.Get("location", "http://xspf.org/ns/0/"))
        select Decode(location.Value["file://".Length..]);

    private static string Decode(string encoded)
    {
        var bytes = new List<byte>();
        for (var i = 0; i < encoded.Length; i++)
        {
            bytes.Add(encoded[i] == '%' ? Convert.ToByte(encoded.Substring(i + 1, 2), 16) : (byte)encoded[i]);
            i += encoded[i] == '%' ? 2 : 0;
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }
}
