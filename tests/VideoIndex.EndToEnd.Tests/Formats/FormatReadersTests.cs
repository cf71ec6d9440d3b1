using System.Globalization;
using System.Text;
using System.Text.Json;
using VideoIndex.Core;
using VideoIndex.EndToEnd.Tests.Media;
using VideoIndex.Media;
using VideoIndex.Search;

namespace VideoIndex.EndToEnd.Tests.Formats;

/// <summary>What we write, read by the programs it is written for.</summary>
public sealed class FormatReadersTests : IDisposable
{
    private const string Hostile = "Red, \"blue\" = 1; #2 <b>&amp; \\ --> 日本 🎉\nsecond line";
    private const string HostileLine = "Red, \"blue\" = 1; #2 <b>&amp; \\ --> 日本 🎉 second line";

    private readonly TemporaryFolder _folder = TestFolders.NewTemporary();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Ffmpeg_ReadsWebVtt()
    {
        File.WriteAllText(_folder["a.vtt"], Written("vtt", "/a.mp4"));

        // Out again as SRT, where text stands as it is.
        var srt = Encoding.UTF8.GetString(MediaMaker.Run("-i", _folder["a.vtt"], "-f", "srt", "-"));

        Assert.Contains("00:00:01,250 --> 00:00:02,500", srt, StringComparison.Ordinal);
        Assert.Contains("01:00:05,000 --> 01:00:06,000", srt, StringComparison.Ordinal);
        Assert.Contains(HostileLine, srt, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ffmpeg_PutsChaptersIntoAFilm()
    {
        MediaMaker.Film(_folder["a.mp4"], 12);
        await File.WriteAllTextAsync(_folder["a.ffmetadata"], Written("chapters", _folder["a.mp4"]), TestContext.Current.CancellationToken);
        MediaMaker.Run("-i", "file:" + _folder["a.mp4"], "-i", "file:" + _folder["a.ffmetadata"], "-map_metadata", "1", "-map_chapters", "1", "-c", "copy", "file:" + _folder["b.mkv"]);

        var probed = await RunAsync("ffprobe", "-v", "error", "-show_chapters", "-of", "json", "file:" + _folder["b.mkv"]);
        var chapters = JsonDocument.Parse(probed.Output).RootElement.GetProperty("chapters").EnumerateArray().ToList();
        Assert.Equal(["1.250000-2.500000", "3605.000000-3606.000000"], chapters.Select(chapter => $"{chapter.GetProperty("start_time")}-{chapter.GetProperty("end_time")}"));
        Assert.Equal(HostileLine, chapters[0].GetProperty("tags").GetProperty("title").GetString());
    }

    [Fact]
    public async Task Python_ReadsCsv()
    {
        SkipUnlessInstalled("python3");
        const string Path = "/films/new\nline, \"x\" 日本\r.mp4";
        await File.WriteAllTextAsync(_folder["a.csv"], Written("csv", Path), TestContext.Current.CancellationToken);

        var read = await RunAsync("python3", "-c", "import csv, json, sys; print(json.dumps(list(csv.DictReader(open(sys.argv[1], newline='', encoding='utf-8')))))", _folder["a.csv"]);

        var rows = JsonDocument.Parse(read.Output).RootElement.EnumerateArray().ToList();
        Assert.Equal(2, rows.Count);
        Assert.All(rows, row => Assert.Equal(Path, row.GetProperty("path").GetString()));
        Assert.Equal((HostileLine, "1250"), (rows[0].GetProperty("caption").GetString(), rows[0].GetProperty("start_ms").GetString()));
    }

    [Fact]
    public async Task Xmllint_ReadsFcpXml()
    {
        SkipUnlessInstalled("xmllint");
        await File.WriteAllTextAsync(_folder["a.fcpxml"], Written("fcpxml", "/films/<&>\"'\n日本.mp4"), TestContext.Current.CancellationToken);

        var name = await RunAsync("xmllint", "--nonet", "--xpath", "string((//asset-clip)[1]/note)", _folder["a.fcpxml"]);
        var source = await RunAsync("xmllint", "--nonet", "--xpath", "string(//asset/@src)", _folder["a.fcpxml"]);

        Assert.Equal(HostileLine, name.Output.TrimEnd('\n'));
        Assert.Equal("file:///films/%3C%26%3E%22%27%0A%E6%97%A5%E6%9C%AC.mp4", source.Output.TrimEnd('\n'));
    }

    [Fact]
    public async Task Mpv_PlaysItsEditList()
    {
        SkipUnlessInstalled("mpv");
        var film = _folder["a,b;%5%=\n.mp4"];
        MediaMaker.Film(film, 12);
        var clip = new Clip(1, 1, film, TimeRange.FromMs(2_000, 3_500), 1, "x", "caption");
        await File.WriteAllTextAsync(_folder["a.mpv.edl"], Written("mpv", clip), TestContext.Current.CancellationToken);

        var played = await RunAsync("mpv", "--no-config", "--vo=null", "--ao=null", "--frames=1", "--term-status-msg=${=duration}", _folder["a.mpv.edl"]);

        Assert.Equal(0, played.ExitCode);
        Assert.Contains("1.5", played.Output + played.Error, StringComparison.Ordinal);
    }

    private static string Written(string format, string path) => Written(
        format,
        new Clip(1, 1, path, TimeRange.FromMs(1_250, 2_500), 1, Hostile, "caption"),
        new Clip(2, 1, path, TimeRange.FromMs(3_605_000, 3_606_000), 0.5, "plain", "cue"));

    private static string Written(string format, params Clip[] clips)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        ClipFormat.Named(format)!.Write(text, new SearchResult("goal; \"x\"", clips, 0, 0));
        return text.ToString();
    }

    private static void SkipUnlessInstalled(string program) => Assert.SkipUnless(
        ToolPath.Find(program) is not null, $"left out: `{program}` is not installed");

    private static async Task<ProgramResult> RunAsync(string program, params string[] arguments)
    {
        var result = await new ProgramRunner { Command = [program] }.RunAsync(arguments);
        Assert.True(result.ExitCode == 0, result.ToString());
        return result;
    }
}
