using VideoIndex.Core;
using VideoIndex.Media;

namespace VideoIndex.EndToEnd.Tests.Media;

public sealed class CueReaderTests
{
    private static readonly MediaOptions Options = new();

    [Fact]
    public async Task ReadAsync_ReadsStreams_InTheMedia()
    {
        var cues = await Read(TestFolders.Shared("media", "clips", "nasa_13013.mp4"));

        var first = cues[0];
        Assert.Equal("NAR: This is the optical and science segment of the Webb", first.Text);
        Assert.Equal(("subtitle:2", "eng"), (first.Origin, first.Language));
        Assert.Equal(8, cues.Count);
        Assert.Contains(cues, cue => cue.Origin == "subtitle:5");
    }

    [Fact]
    public async Task ReadAsync_ReadsSubStationAlpha_InMatroska()
    {
        var cue = Assert.Single(await Read(TestFolders.Shared("media", "edge", "sample_with_ass_subtitles.mkv")));

        Assert.Equal("This is the first subtitle.", cue.Text);
    }

    [Fact]
    public async Task ReadAsync_ReadsFiles_BesideTheMedia()
    {
        var cues = await Read(Path.Join(TestFolders.SampleMedia, "football-match.mp4"));

        Assert.Equal(4, cues.Count);
        Assert.Equal(new Cue(TimeRange.FromMs(41_200, 44_000), "He looks up, he hits it!", "sidecar:football-match.srt"), cues[1]);
    }

    [Fact]
    public async Task Fingerprint_Changes_WhenASubtitleFileComes()
    {
        using var folder = TestFolders.NewTemporary();
        var reader = new CueReader(Options);
        var before = reader.Fingerprint(folder["film.mp4"]);

        await File.WriteAllTextAsync(folder["film.de.srt"], "1\n00:00:00,000 --> 00:00:01,000\nHallo\n", TestContext.Current.CancellationToken);
        var after = reader.Fingerprint(folder["film.mp4"]);

        Assert.NotEqual(before, after);
        Assert.Equal(after, reader.Fingerprint(folder["film.mp4"]));
        Assert.Equal(32, after.Length);
    }

    private static async Task<IReadOnlyList<Cue>> Read(string path)
    {
        var probe = await new MediaProber(Options).ProbeAsync(path, TestContext.Current.CancellationToken);
        return await new CueReader(Options).ReadAsync(path, probe, TestContext.Current.CancellationToken);
    }
}
