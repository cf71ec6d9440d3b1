using System.Globalization;
using System.Text;
using System.Xml.Linq;
using VideoIndex.Core;
using VideoIndex.Search;

namespace VideoIndex.Tests.Search;

public sealed class PlaylistFeedbackTests
{
    private const string Query = "goal / 100% \"celebr*\" & <日本>, THEN a:b";

    private static readonly XNamespace Xspf = "http://xspf.org/ns/0/";
    private static readonly XNamespace Vlc = "http://www.videolan.org/vlc/playlist/ns/0/";

    /// <summary>Written by VLC 3.0.24, which had opened a playlist of ours, played its first track and deleted its second.</summary>
    private const string SavedByVlc = """
        <?xml version="1.0" encoding="UTF-8"?>
        <playlist xmlns="http://xspf.org/ns/0/" xmlns:vlc="http://www.videolan.org/vlc/playlist/ns/0/" version="1">
        	<title>Media Library</title>
        	<trackList>
        		<track>
        			<location>file:///films/a%20b.mp4</location>
        			<title>one (a b.mp4, 00:10 - 00:12)</title>
        			<trackNum>1</trackNum>
        			<annotation>An ann &amp; b</annotation>
        			<duration>100000</duration>
        			<extension application="http://www.videolan.org/vlc/playlist/0">
        				<vlc:id>0</vlc:id>
        				<vlc:option>start-time=10.000</vlc:option>
        				<vlc:option>stop-time=12.000</vlc:option>
        				<vlc:option>videoindex=1/0123abcd/goal%20celebration/1/3/4:10000-12000,4:20000-22000,5:30000-31000</vlc:option>
        			</extension>
        		</track>
        		<track>
        			<location>file:///films/a%20b.mp4</location>
        			<title>three</title>
        			<trackNum>3</trackNum>
        			<duration>100000</duration>
        			<extension application="http://www.videolan.org/vlc/playlist/0">
        				<vlc:id>1</vlc:id>
        				<vlc:option>start-time=30.000</vlc:option>
        				<vlc:option>stop-time=31.000</vlc:option>
        				<vlc:option>videoindex=1/0123abcd/goal%20celebration/3/3/4:10000-12000,4:20000-22000,5:30000-31000</vlc:option>
        			</extension>
        		</track>
        	</trackList>
        	<extension application="http://www.videolan.org/vlc/playlist/0">
        		<vlc:item tid="0"/>
        		<vlc:item tid="1"/>
        	</extension>
        </playlist>
        """;

    [Fact]
    public void Read_TakesWhatVlcSaved()
    {
        var feedback = Read(SavedByVlc);
        Assert.Equal(("goal celebration", "0123abcd", 0, 0), (feedback.Query, feedback.CatalogId, feedback.Foreign, feedback.NotTold));
        Assert.Equal(
            [
                new Judgement(4, TimeRange.FromMs(10_000, 12_000), IsRight: true, 1), new Judgement(5, TimeRange.FromMs(30_000, 31_000), IsRight: true, 2),
                new Judgement(4, TimeRange.FromMs(20_000, 22_000), IsRight: false),
            ],
            feedback.Judgements);
    }

    [Fact]
    public void Read_KeepsThePersonsOrder_WhateverTheQueryIs()
    {
        var feedback = Read(Changed(4, tracks => [tracks[3], tracks[0], tracks[3], tracks[2]]));
        Assert.Equal((Query, "c0ffee"), (feedback.Query, feedback.CatalogId));
        Assert.Equal([(4L, 1), (1, 2), (3, 3)], feedback.Judgements.Where(each => each.IsRight).Select(each => (each.MediaId, each.Place!.Value)));
        Assert.Equal([2L], feedback.Judgements.Where(each => !each.IsRight).Select(each => each.MediaId));
    }

    [Fact]
    public void Read_OfALongPlaylist_TellsWhatItCan_AndCountsTheRest()
    {
        var all = Read(Changed(1_000, tracks => tracks));
        Assert.Equal((1_000, 0), (all.Judgements.Count(each => each.IsRight), all.NotTold));
        var feedback = Read(Changed(70, tracks => [tracks[0], tracks[69]]));
        Assert.Equal((2, 31 + 5, 32), (feedback.Judgements.Count(each => each.IsRight), feedback.Judgements.Count(each => !each.IsRight), feedback.NotTold));
    }

    [Fact]
    public void Read_LeavesForeignTracksOut()
    {
        var foreign = new XElement(Xspf + "track", new XElement(Xspf + "location", "file:///etc/passwd"));
        var feedback = Read(Changed(2, tracks => [foreign, tracks[1], new XElement(foreign)]));
        Assert.Equal((2, 1), (feedback.Foreign, feedback.Judgements.Single(each => each.IsRight).Place));
    }

    [Fact]
    public void Read_RefusesTracksOfSeveralSearches()
    {
        var other = XDocument.Parse(SavedByVlc).Descendants(Xspf + "track").First();
        Assert.Contains("several searches: `goal", Refused(Changed(2, tracks => [tracks[0], other])), StringComparison.Ordinal);
        var changed = XDocument.Parse(Written(2).Replace("2:2000", "9:9", StringComparison.Ordinal)).Descendants(Xspf + "track").Last();
        Assert.Contains("several answers", Refused(Changed(2, tracks => [tracks[0], changed])), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "is no XSPF playlist")]
    [InlineData("#EXTM3U", "is no XSPF playlist")]
    [InlineData("<html><body/></html>", "it begins with `html`")]
    [InlineData("<playlist version=\"1\"/>", "it begins with `playlist`")]
    [InlineData("<playlist xmlns=\"http://xspf.org/ns/0/\"><trackList><track>", "is no XSPF playlist")]
    [InlineData("<playlist xmlns=\"http://xspf.org/ns/0/\"><trackList/></playlist>", "none of the 0 tracks")]
    [InlineData("<!DOCTYPE playlist [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><playlist xmlns=\"http://xspf.org/ns/0/\">&x;</playlist>", "DTD")]
    [InlineData("<!DOCTYPE playlist [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]><playlist xmlns=\"http://xspf.org/ns/0/\">&b;</playlist>", "DTD")]
    [InlineData("<!DOCTYPE playlist SYSTEM \"http://127.0.0.1:1/x.dtd\"><playlist xmlns=\"http://xspf.org/ns/0/\"/>", "DTD")]
    public void Read_RefusesWhatIsNoPlaylist(string xspf, string sentence) => Assert.Contains(sentence, Refused(xspf), StringComparison.Ordinal);

    [Fact]
    public void Read_RefusesWhatIsTooDeepOrTooLong()
    {
        const string Begin = "<playlist xmlns=\"http://xspf.org/ns/0/\">";
        Assert.Contains("elements deep", Refused(Begin + string.Concat(Enumerable.Repeat("<a>", 1_000_000))), StringComparison.Ordinal);
        Assert.Contains("tracks", Refused(Begin + string.Concat(Enumerable.Repeat("<track/>", 1_000_000))), StringComparison.Ordinal);
        Assert.Contains("is no XSPF playlist", Refused(Begin + "<title>" + new string('x', 20 << 20)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("videoindex=1/c/q/1/1/4:0-9", true)]
    [InlineData("videoindex=2/c/q/1/1/4:0-9", false)] // of a later version
    [InlineData("videoindex=1/c/q/2/1/4:0-9", false)]
    [InlineData("videoindex=1/c/q/0/1/4:0-9", false)]
    [InlineData("videoindex=1/c/q/1/99999/4:0-9", false)]
    [InlineData("videoindex=1/c/q/1/2/4:0-9", false)] // one is missing
    [InlineData("videoindex=1/c/q/1/1/4:0-9,4:9-10", false)]
    [InlineData("videoindex=1/c/q/1/1/4:9-9", false)]
    [InlineData("videoindex=1/c/q/1/1/-4:0-9", false)]
    [InlineData("videoindex=1/c/q/1/1/4:0-99999999999999999999", false)]
    [InlineData("videoindex=1/c/q/1/1/4-0:9", false)]
    [InlineData("videoindex=1//q/1/1/4:0-9", false)]
    [InlineData("start-time=1", false)]
    public void Mark_IsTakenOnlyAsItIsWritten(string option, bool taken) => Assert.Equal(taken, PlaylistMark.TryParse(option) is not null);

    [Fact]
    public void Mark_IsHarmlessToPlayers_WhateverTheQueryIs()
    {
        var random = new Random(7);
        for (var run = 0; run < 500; run++)
        {
            var query = HostileNames.Path(random);
            var option = PlaylistMark.Option(Result(1) with { Query = query }, 0)!;
            Assert.Matches("^videoindex=[A-Za-z0-9%/:,._~-]+$", option);
            Assert.Equal(Encoding.UTF8.GetBytes(query), Encoding.UTF8.GetBytes(PlaylistMark.TryParse(option)!.Query));
        }

        Assert.Null(PlaylistMark.Option(Result(1) with { Query = new string('x', 5_000) }, 0));
        Assert.Null(PlaylistMark.Option(Result(1) with { CatalogId = null }, 0));
    }

    private static PlaylistFeedback Read(string xspf)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(xspf));
        return PlaylistFeedback.Read(stream);
    }

    private static string Refused(string xspf)
    {
        var trouble = Assert.Throws<VideoIndexException>(() => Read(xspf));
        Assert.Equal(ErrorCodes.BadOption, trouble.Code);
        Assert.NotNull(trouble.Hint);
        return trouble.Message;
    }

    /// <summary>A playlist as we write it, its tracks as a person leaves them.</summary>
    private static string Changed(int clips, Func<IReadOnlyList<XElement>, IEnumerable<XElement>> change)
    {
        var document = XDocument.Parse(Written(clips));
        var list = document.Descendants(Xspf + "trackList").Single();
        var tracks = change([.. list.Elements()]).Select(track => new XElement(track)).ToList();
        list.ReplaceNodes(tracks);
        return document.ToString();
    }

    private static string Written(int clips)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        XspfWriter.Write(text, Result(clips));
        Assert.All(XDocument.Parse(text.ToString()).Descendants(Xspf + "track"), track => Assert.Equal(3, track.Descendants(Vlc + "option").Count()));
        return text.ToString();
    }

    private static SearchResult Result(int clips) => new(
        Query, [.. Enumerable.Range(1, clips).Select(rank => new Clip(rank, rank, $"/films/{rank}.mp4", TimeRange.FromMs(rank * 1_000, rank * 1_000 + 9_000), 1, "x", "caption"))], 0, 0)
    {
        CatalogId = "c0ffee",
    };
}
