using System.Globalization;
using System.Net;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using VideoIndex.Core;
using VideoIndex.Search;

namespace VideoIndex.Tests.Search;

public sealed class XspfWriterTests(ITestOutputHelper output)
{
    private static readonly XNamespace Xspf = "http://xspf.org/ns/0/";
    private static readonly XNamespace Vlc = "http://www.videolan.org/vlc/playlist/ns/0/";

    [Fact]
    public void Write_GivesWhatVlcReads()
    {
        var clip = new Clip(1, 7, "/films/my match.mp4", TimeRange.FromMs(50_000, 60_250), 3.5, "A goal & a \"cheer\"", "caption");

        Assert.Equal("""
            <?xml version="1.0" encoding="UTF-8"?>
            <playlist version="1" xmlns:vlc="http://www.videolan.org/vlc/playlist/ns/0/" xmlns="http://xspf.org/ns/0/">
              <title>goals</title>
              <trackList>
                <track>
                  <location>file:///films/my%20match.mp4</location>
                  <title>A goal &amp; a "cheer" (my match.mp4, 00:50 - 01:00)</title>
                  <annotation>A goal &amp; a "cheer"</annotation>
                  <trackNum>1</trackNum>
                  <duration>10250</duration>
                  <extension application="http://www.videolan.org/vlc/playlist/0">
                    <vlc:id>0</vlc:id>
                    <vlc:option>start-time=50.000</vlc:option>
                    <vlc:option>stop-time=60.250</vlc:option>
                  </extension>
                </track>
              </trackList>
            </playlist>

            """, Write("goals", clip));
    }

    [Fact]
    public void Write_IsWellFormed_WithoutClips() => Assert.Empty(XDocument.Parse(Write("nothing")).Descendants(Xspf + "track"));

    [Fact]
    public void Write_NamesUtf8_WithoutAByteOrderMark()
    {
        using var bytes = new MemoryStream();
        using (var writer = new StreamWriter(bytes, new UTF8Encoding(false), leaveOpen: true))
            XspfWriter.Write(writer, new SearchResult("日本", [], 0, 0));

        Assert.Equal((byte)'<', bytes.ToArray()[0]);
        bytes.Position = 0;
        Assert.Equal("日本", XDocument.Load(bytes).Root!.Element(Xspf + "title")!.Value);
    }

    [Theory]
    [InlineData("a &lt; b")]
    [InlineData("&#60;b&#x3e; &amp;lt; &nbsp;")]
    [InlineData("&# 60; &#;")]
    [InlineData("AT&T & <b> ]]> &")]
    [InlineData("&lt;script&gt;")]
    public void Write_ComesThroughVlcsSecondDecoding(string caption)
    {
        var annotation = Tracks(Write("t", Clip(1, "/a.mp4", caption))).Single().Element(Xspf + "annotation")!.Value;

        Assert.Equal(caption, WebUtility.HtmlDecode(annotation));
    }

    [Fact]
    public void Write_LeavesAPlainAmpersandToOtherPlayers() =>
        Assert.Equal("AT&T & co", Tracks(Write("t", Clip(1, "/a.mp4", "AT&T & co"))).Single().Element(Xspf + "annotation")!.Value);

    [Theory]
    [InlineData("a\r\nb\tc", "a b c")]
    [InlineData("a\0b\u0001\u000bc\u0085d", "a b c d")]
    [InlineData("a\uFFFE\uFFFFb", "ab")]
    [InlineData("rtl\u202E4pm.exe\u2066", "rtl4pm.exe")]
    [InlineData("\ud83c\udf89 \u200d kept", "\ud83c\udf89 \u200d kept")]
    public void Write_KeepsOneLineOfPlainText(string caption, string expected) =>
        Assert.Equal(expected, Tracks(Write("t", Clip(1, "/a.mp4", caption))).Single().Element(Xspf + "annotation")!.Value);

    [Fact]
    public void Write_CutsEndlessTexts()
    {
        var track = Tracks(Write("t", Clip(1, "/a.mp4", string.Concat(Enumerable.Repeat("🎉", 100_000))))).Single();

        Assert.InRange(track.Element(Xspf + "annotation")!.Value.Length, 900, 1_010);
        Assert.InRange(track.Element(Xspf + "title")!.Value.Length, 100, 300);
        Assert.EndsWith("🎉…", track.Element(Xspf + "annotation")!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Write_LeadsToTheFile_AndSaysNothingElse_ForAnyNamesAndCaptions()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        for (var run = 0; run < 300; run++)
        {
            var clips = Enumerable.Range(1, 5).Select(rank => Clip(
                rank, HostileNames.Path(random), HostileNames.Path(random) + "\ud800<![CDATA[", random.Next(100_000_000))).ToList();

            var tracks = Tracks(Write(HostileNames.Path(random), [.. clips]));

            Assert.Equal(5, tracks.Count);
            foreach (var (clip, track) in clips.Zip(tracks))
                AssertLeadsTo(clip, track, seed);
        }
    }

    private static void AssertLeadsTo(Clip clip, XElement track, int seed)
    {
        var path = Encoding.UTF8.GetBytes(clip.Path);
        var options = track.Descendants(Vlc + "option").Select(option => option.Value).ToList();
        Assert.True(path.AsSpan().SequenceEqual(FileUriTests.DecodedPath(track.Element(Xspf + "location")!.Value)), $"seed {seed}");
        Assert.Equal([$"start-time={Seconds(clip.Span.Start)}", $"stop-time={Seconds(clip.Span.End)}"], options);
        Assert.Equal(
            ["location", "title", "annotation", "trackNum", "duration", "extension"],
            track.Elements().Select(element => element.Name.LocalName));
        Assert.Equal((clip.Rank - 1).ToString(CultureInfo.InvariantCulture), track.Descendants(Vlc + "id").Single().Value);
    }

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("F3", CultureInfo.InvariantCulture);

    private static List<XElement> Tracks(string xspf)
    {
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, CheckCharacters = true };
        using var reader = XmlReader.Create(new StringReader(xspf), settings);
        return [.. XDocument.Load(reader).Root!.Element(Xspf + "trackList")!.Elements(Xspf + "track")];
    }

    private static Clip Clip(int rank, string path, string caption, int startMs = 0) =>
        new(rank, 1, path, TimeRange.FromMs(startMs, startMs + 10_000), 1, caption, "caption");

    private static string Write(string title, params Clip[] clips)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        XspfWriter.Write(text, new SearchResult(title, clips, 0, 0));
        return text.ToString();
    }
}
