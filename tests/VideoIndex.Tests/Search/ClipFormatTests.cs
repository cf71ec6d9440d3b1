using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;
using VideoIndex.Core;
using VideoIndex.Search;

namespace VideoIndex.Tests.Search;

/// <summary>The forms besides playlists; each is read again by a strict reader of its rules, with names and captions meant to break it.</summary>
public sealed class ClipFormatTests(ITestOutputHelper output)
{
    private static readonly Clip[] _two =
    [
        new(1, 7, "/films/my match.mp4", TimeRange.FromMs(50_000, 60_250), 3.5, "Red, \"blue\"\n1 : 0", "caption"),
        new(2, 7, "/films/my match.mp4", TimeRange.FromMs(3_661_001, 3_662_000), 2, "=1+1; #a <b> & --> c\\", "cue"),
    ];

    [Theory]
    [InlineData("a.xspf", "xspf")]
    [InlineData("a.M3U", "m3u8")]
    [InlineData("a.edl", "edl")]
    [InlineData("a.mpv.edl", "mpv")]
    [InlineData("a.mpv.EDL", "mpv")]
    [InlineData("/x.csv/a.vtt", "vtt")]
    [InlineData("a.ffmetadata", "chapters")]
    [InlineData("a.fcpxml", "fcpxml")]
    [InlineData("a.txt", null)]
    [InlineData("xspf", null)]
    public void OfFile_GoesByTheLongestEnding(string path, string? expected) => Assert.Equal(expected, ClipFormat.OfFile(path)?.Name);

    [Fact]
    public void Csv_QuotesWhatItMust_AndDisarmsFormulas() => Assert.Equal(
        "rank,path,start_ms,end_ms,start,end,score,source,caption\r\n"
        + "1,/films/my match.mp4,50000,60250,00:00:50.000,00:01:00.250,3.5,caption,\"Red, \"\"blue\"\" 1 : 0\"\r\n"
        + "2,/films/my match.mp4,3661001,3662000,01:01:01.001,01:01:02.000,2,cue,'=1+1; #a <b> & --> c\\\r\n",
        Written("csv", _two));

    [Fact]
    public void CmxEdl_CountsFrames_SoThatNothingIsCutOff() => Assert.Equal(
        """
        TITLE: the title
        FCM: NON-DROP FRAME
        * FRAMES PER SECOND: 25

        001  AX       B     C        00:00:50:00 00:01:00:07 01:00:00:00 01:00:10:07
        * FROM CLIP NAME: my match.mp4
        * SOURCE FILE: file:///films/my%20match.mp4
        * COMMENT: Red, "blue" 1 : 0

        002  AX       B     C        01:01:01:00 01:01:02:00 01:00:10:07 01:00:11:07
        * FROM CLIP NAME: my match.mp4
        * SOURCE FILE: file:///films/my%20match.mp4
        * COMMENT: =1+1; #a <b> & --> c\

        """, Written("edl", _two).Replace("\r\n", "\n", StringComparison.Ordinal));

    [Fact]
    public void MpvEdl_CountsBytes() => Assert.Equal(
        "# mpv EDL v0\n%9%/é,;\n%.k,start=0.000,length=1.500,title=%29%dog (é,; %.k, 00:00 - 00:01)\n",
        Written("mpv", new Clip(1, 1, "/é,;\n%.k", TimeRange.FromMs(0, 1_500), 1, "dog", "cue")));

    [Fact]
    public void WebVtt_IsInOrderOfTime_WithoutMarkup() => Assert.Equal(
        "WEBVTT\n\n1\n00:00:50.000 --> 00:01:00.250\nRed, \"blue\" 1 : 0\n\n2\n01:01:01.001 --> 01:01:02.000\n=1+1; #a &lt;b&gt; &amp; --&gt; c\\\n",
        Written("vtt", [_two[1], _two[0]]));

    [Fact]
    public void Chapters_DoNotOverlap_AndEscape()
    {
        var first = _two[0] with { Span = TimeRange.FromMs(0, 10_000) };
        Clip[] clips = [_two[1] with { Span = TimeRange.FromMs(4_000, 9_000) }, first, first with { Rank = 3, Caption = "not this" }];

        Assert.Equal(
            ";FFMETADATA1\ntitle=the title\n\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\nEND=4000\ntitle=Red, \"blue\" 1 : 0\n"
            + "\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=4000\nEND=9000\ntitle=\\=1+1\\; \\#a <b> & --> c\\\\\n",
            Written("chapters", clips));
    }

    [Fact]
    public void FcpXml_IsValid_AndLaysClipsEndToEnd()
    {
        var other = _two[0] with { Path = "/films/[b].mp4" };
        var document = ReadFcpXml(Written("fcpxml", [.. _two, other]));

        var clips = document.Descendants("asset-clip").Select(clip => string.Join(' ', clip.Attributes().Select(attribute => attribute.Value)));
        Assert.Equal(
            ["r2 my match.mp4 0/25s 1250/25s 257/25s", "r2 my match.mp4 257/25s 91525/25s 25/25s", "r3 [b].mp4 282/25s 1250/25s 257/25s"], clips);
        Assert.Equal(["file:///films/my%20match.mp4", "file:///films/%5Bb%5D.mp4"], document.Descendants("asset").Select(asset => (string?)asset.Attribute("src")));
        Assert.Equal("=1+1; #a <b> & --> c\\", document.Descendants("note").ElementAt(1).Value);
    }

    [Fact]
    public void EveryForm_CanBeRead_WhateverNamesAndCaptionsAre()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        for (var run = 0; run < 300; run++)
        {
            Clip[] clips = [.. Enumerable.Range(1, random.Next(1, 4)).Select(rank => RandomClip(random, rank))];
            Assert.Equal(clips.Select(clip => clip.Path), ReadCsv(Written("csv", clips)).Skip(1).Select(row => row[1]));
            Assert.Equal(clips.Select(clip => clip.Path), ReadMpvEdl(Written("mpv", clips)));
            Assert.Equal(clips.Select(clip => FileUri.From(clip.Path)), ReadSources(Written("edl", clips)));
            var assets = ReadFcpXml(Written("fcpxml", clips)).Descendants("asset").Select(asset => (string?)asset.Attribute("src"));
            Assert.Equal(clips.Select(clip => FileUri.From(clip.Path)).Distinct(), assets);
            Assert.Equal(clips.Length, ReadWebVtt(Written("vtt", clips)));
            Assert.Equal(clips.DistinctBy(clip => clip.Span.StartMs).Count(), ReadChapters(Written("chapters", clips)));
        }
    }

    private static Clip RandomClip(Random random, int rank)
    {
        var start = random.Next(100_000_000);
        var caption = random.Next(4) == 0 ? "" : HostileNames.Path(random)[random.Next(2)..] + (random.Next(3) == 0 ? "\r\n\r\n-->\n[CHAPTER]" : "");
        return new Clip(rank, 1, HostileNames.Path(random), TimeRange.FromMs(start, start + random.Next(1, 90_000)), random.NextDouble(), caption, "cue");
    }

    private static string Written(string format, params Clip[] clips)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        ClipFormat.Named(format)!.Write(text, new SearchResult("the\ntitle", clips, 0, 0));
        return text.ToString();
    }

    /// <summary>RFC 4180, letter by letter: every row has the fields of the header.</summary>
    private static List<List<string>> ReadCsv(string text)
    {
        var rows = new List<List<string>>();
        for (var at = 0; at < text.Length;)
        {
            var row = new List<string>();
            do
            {
                var field = Regex.Match(text[at..], "\\A(?:\"((?:[^\"]|\"\")*)\"|([^\",\r\n]*))(?=,|\r\n)", RegexOptions.Singleline);
                Assert.True(field.Success, $"no field at {at}: {text}");
                row.Add(field.Groups[1].Success ? field.Groups[1].Value.Replace("\"\"", "\"", StringComparison.Ordinal) : field.Groups[2].Value);
                at += field.Length;
            }
            while (text[at++] == ',');
            at++;
            Assert.Equal(9, row.Count);
            rows.Add(row);
        }

        return rows;
    }

    /// <summary>As mpv's demux_edl reads it: a number of bytes between per cent signs, then so many bytes.</summary>
    private static List<string> ReadMpvEdl(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text).AsSpan();
        Assert.True(bytes.StartsWith("# mpv EDL v0\n"u8));
        bytes = bytes["# mpv EDL v0\n".Length..];
        var paths = new List<string>();
        while (!bytes.IsEmpty)
        {
            paths.Add(Counted(ref bytes));
            var times = Regex.Match(Encoding.UTF8.GetString(bytes), @"\A,start=\d+\.\d{3},length=\d+\.\d{3},title=");
            Assert.True(times.Success, text);
            bytes = bytes[times.Length..];
            Counted(ref bytes);
            Assert.Equal((byte)'\n', bytes[0]);
            bytes = bytes[1..];
        }

        return paths;
    }

    private static string Counted(ref Span<byte> bytes)
    {
        var end = bytes[1..].IndexOf((byte)'%') + 1;
        var length = int.Parse(bytes[1..end], CultureInfo.InvariantCulture);
        var text = Encoding.UTF8.GetString(bytes.Slice(end + 1, length));
        bytes = bytes[(end + 1 + length)..];
        return text;
    }

    private static IEnumerable<string> ReadSources(string text)
    {
        var lines = text.Split("\r\n");
        Assert.DoesNotContain(lines, line => line.Any(char.IsControl));
        Assert.All(lines.Skip(3), line => Assert.Matches(@"^(|\* .*|\d{3}  AX       B     C        (\d\d:\d\d:\d\d:[01]\d|\d\d:\d\d:\d\d:2[0-4]|[ ])+)$", line));
        return lines.Where(line => line.StartsWith("* SOURCE FILE: ", StringComparison.Ordinal)).Select(line => line["* SOURCE FILE: ".Length..]);
    }

    private static int ReadWebVtt(string text)
    {
        var blocks = text.TrimEnd('\n').Split("\n\n");
        Assert.Equal("WEBVTT", blocks[0]);
        Assert.All(blocks.Skip(1), block => Assert.Matches(@"^\d+\n\d\d+:\d\d:\d\d\.\d{3} --> \d\d+:\d\d:\d\d\.\d{3}\n[^\n<>]+$", block));
        return blocks.Length - 1;
    }

    private static int ReadChapters(string text)
    {
        Assert.Matches(@"\A;FFMETADATA1\ntitle=[^\n]*\n(\n\[CHAPTER\]\nTIMEBASE=1/1000\nSTART=\d+\nEND=\d+\ntitle=([^\n\\=;#]|\\[=;#\\])*\n)*\z", text);
        return Regex.Count(text, @"^\[CHAPTER\]$", RegexOptions.Multiline);
    }

    /// <summary>Against the declarations that Apple's DTD of version 1.8 has for the elements written.</summary>
    private static XDocument ReadFcpXml(string text)
    {
        const string Dtd = """
            <!DOCTYPE fcpxml [
            <!ELEMENT fcpxml (import-options?, resources?, (library | event* ))> <!ATTLIST fcpxml version CDATA #FIXED "1.8">
            <!ELEMENT import-options EMPTY> <!ELEMENT resources (asset | effect | format | media)*> <!ELEMENT effect EMPTY> <!ELEMENT media EMPTY>
            <!ELEMENT format EMPTY> <!ATTLIST format id ID #REQUIRED name CDATA #IMPLIED frameDuration CDATA #IMPLIED width CDATA #IMPLIED height CDATA #IMPLIED>
            <!ELEMENT asset (bookmark?, metadata?)> <!ELEMENT bookmark EMPTY> <!ELEMENT metadata EMPTY>
            <!ATTLIST asset id ID #REQUIRED name CDATA #IMPLIED src CDATA #REQUIRED start CDATA #IMPLIED duration CDATA #IMPLIED hasVideo CDATA #IMPLIED format IDREF #IMPLIED hasAudio CDATA #IMPLIED>
            <!ELEMENT library (event)*> <!ATTLIST library location CDATA #IMPLIED>
            <!ELEMENT event (project)*> <!ATTLIST event name CDATA #IMPLIED uid CDATA #IMPLIED>
            <!ELEMENT project (sequence)> <!ATTLIST project name CDATA #IMPLIED uid CDATA #IMPLIED>
            <!ELEMENT sequence (note?, spine, metadata?)>
            <!ATTLIST sequence format IDREF #REQUIRED duration CDATA #IMPLIED tcStart CDATA #IMPLIED tcFormat (DF | NDF) #IMPLIED>
            <!ELEMENT spine (asset-clip)*> <!ATTLIST spine lane CDATA #IMPLIED offset CDATA #IMPLIED name CDATA #IMPLIED format IDREF #IMPLIED>
            <!ELEMENT asset-clip (note?)>
            <!ATTLIST asset-clip ref IDREF #REQUIRED name CDATA #IMPLIED offset CDATA #IMPLIED start CDATA #IMPLIED duration CDATA #IMPLIED>
            <!ELEMENT note (#PCDATA)> ]>
            """;
        using var reader = XmlReader.Create(
            new StringReader(text.Replace("<!DOCTYPE fcpxml>", Dtd, StringComparison.Ordinal)),
            new XmlReaderSettings { DtdProcessing = DtdProcessing.Parse, ValidationType = ValidationType.DTD, ValidationFlags = XmlSchemaValidationFlags.None });
        return XDocument.Load(reader);
    }
}
