using System.Runtime.Versioning;
using System.Text;
using VideoIndex.Core;
using VideoIndex.Search;

namespace VideoIndex.EndToEnd.Tests.Vlc;

/// <summary>Our playlists in real VLC: it opens the file meant, begins at the second meant, and goes on at the second meant.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class PlaylistInVlcTests : IDisposable
{
    private const UnixFileMode ReadableForAll = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    // What a busy machine adds between VLC's beginning to play and our asking. Rounding 0.7 s down would show: it begins earlier.
    private const double Late = 1.2;

    // VLC looks at stop-time between two reads of the file.
    private const double Overrun = 0.7;

    private readonly TemporaryFolder _folder = TestFolders.NewTemporary();

    private readonly ITestOutputHelper _output;

    public PlaylistInVlcTests(ITestOutputHelper output)
    {
        _output = output;
        VlcPlayer.SkipUnlessInstalled();
        File.SetUnixFileMode(_folder.Path, ReadableForAll);
        Directory.CreateDirectory(_folder["home"]);
        File.SetUnixFileMode(_folder["home"], ReadableForAll | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Xspf_OpensEveryFileAtItsSecond_WhateverItIsNamed()
    {
        var clips = Clips(
            "two words.mp4", "a#b?c.mp4", "%41.mp4", "it's \"quoted\".mp4", "<&> &lt;.mp4", "日本の動画.mp4", "new\nline.mp4", "[x].mp4",
            "-dash.mp4");
        Write("clips.xspf", to => XspfWriter.Write(to, new SearchResult("test", clips, 0, 0) { CatalogId = "c0ffee" }));

        await AssertPlays("clips.xspf", clips, checkTitles: true);
    }

    [Fact]
    public async Task M3u_OpensEveryFileAtItsSecond_WhateverItIsNamed()
    {
        var clips = Clips("#EXTM3U %41.mp4", "new\nline 日本.mp4", "[x].mp4");
        Write("clips.m3u8", to => M3uWriter.Write(to, clips));

        await AssertPlays("clips.m3u8", clips, checkTitles: false);
    }

    private async Task AssertPlays(string playlist, IReadOnlyList<Clip> clips, bool checkTitles)
    {
        var moments = await VlcPlayer.PlayThroughAsync(
            _folder[playlist], _folder["home"], TimeSpan.FromSeconds(90), TestContext.Current.CancellationToken);

        var played = moments.GroupBy(moment => moment.Item).ToList();
        Assert.Equal(clips.Select(clip => clip.Path), played.Select(item => Uri.UnescapeDataString(item.First().Uri["file://".Length..])));
        foreach (var (clip, item) in clips.Zip(played))
        {
            var seconds = item.Select(moment => moment.Second).ToList();
            _output.WriteLine($"meant {clip.Span.Start.TotalSeconds} to {clip.Span.End.TotalSeconds}, seen {seconds[0]} to {seconds.Max()}");
            Assert.InRange(seconds[0], clip.Span.Start.TotalSeconds - 0.3, clip.Span.Start.TotalSeconds + Late);
            Assert.InRange(seconds.Max(), clip.Span.Start.TotalSeconds, clip.Span.End.TotalSeconds + Overrun);
            if (checkTitles)
                Assert.Equal(PlaylistText.Title(clip), item.First().Title);
        }
    }

    /// <summary>Clips of 1.6 s that begin in different seconds of copies of one sample film.</summary>
    private Clip[] Clips(params string[] names) =>
    [
        .. names.Select((name, i) =>
        {
            var path = _folder[name];
            File.Copy(Path.Combine(TestFolders.SampleMedia, "football-match.mp4"), path);
            File.SetUnixFileMode(path, ReadableForAll);
            var start = 12_700 + i * 7_000;
            return new Clip(i + 1, i, path, TimeRange.FromMs(start, start + 1_600), 1, "AT&T <b> &lt; &#60; 日本 - \"x\"", "caption");
        }),
    ];

    private void Write(string name, Action<TextWriter> write)
    {
        using var writer = new StreamWriter(_folder[name], append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        write(writer);
    }
}
