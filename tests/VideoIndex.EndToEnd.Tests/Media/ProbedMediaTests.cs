using VideoIndex.Core;
using VideoIndex.EndToEnd.Tests.Worker;
using VideoIndex.Media;
using VideoIndex.Worker;

namespace VideoIndex.EndToEnd.Tests.Media;

/// <summary>How often ffprobe is started for a file; a script in between counts.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class ProbedMediaTests
{
    private static readonly WindowPlan Plan = new(TimeSpan.FromSeconds(10), 3);

    [Fact]
    public async Task ReadAsync_StartsNoProbeOfItsOwn_WhenTheProberHasJustSeenTheFile()
    {
        using var folder = TestFolders.NewTemporary();
        var (options, prober, path, probe) = await ProbedFilm(folder);

        var frames = await ReadFrames(new FrameReader(options, prober), path, probe);

        Assert.Equal((320, 180), (frames[0].Width, frames[0].Height));
        Assert.Equal(1, Probes(folder));
    }

    [Fact]
    public async Task ReadAsync_ProbesOnceMore_WhenTheFileWasReplacedSince()
    {
        using var folder = TestFolders.NewTemporary();
        var (options, prober, path, probe) = await ProbedFilm(folder);
        MediaMaker.Film(path, 21, size: "64x48"); // the same length, other pictures

        var frames = await ReadFrames(new FrameReader(options, prober), path, probe);

        Assert.Equal((64, 48), (frames[0].Width, frames[0].Height));
        Assert.Equal(2, Probes(folder));
    }

    [Fact]
    public async Task ReadAsync_ProbesItself_WhenTheFileWasProbedByAnother()
    {
        using var folder = TestFolders.NewTemporary();
        var (options, _, path, probe) = await ProbedFilm(folder);

        await ReadFrames(new FrameReader(options), path, probe);

        Assert.Equal(2, Probes(folder));
    }

    [Fact]
    public async Task AnAutomaticPlan_IsReadWithOneProbe_WhereKeyframesLieAndAll()
    {
        using var folder = TestFolders.NewTemporary();
        var path = folder["film.mp4"];
        MediaMaker.Film(path, 30, size: "1280x720", encoding: ["-c:v", "libx264", "-preset", "ultrafast", "-g", "25"]);
        var options = new MediaOptions { FfprobePath = CountingProbe(folder) };
        var prober = new MediaProber(options);
        var probe = await prober.ProbeAsync(path, TestContext.Current.CancellationToken);

        var windows = await new FrameReader(options, prober).ReadAsync(path, probe, Plan with { Frames = FramePlan.Auto }, TimeSpan.Zero, TestContext.Current.CancellationToken)
            .ToListAsync(TestContext.Current.CancellationToken);

        Assert.Equal(1, Probes(folder));
        Assert.Equal(FramePlan.Keyframes, windows[0].FramePlan);
    }

    [Fact]
    public async Task AnIndexRun_StartsNoProbe_ForWhatItsEstimateSaw()
    {
        using var folder = TestFolders.NewTemporary();
        Directory.CreateDirectory(folder["films"]);
        MediaMaker.Film(folder["films", "film.mp4"], 12);
        var settings = new CaptionSettings("fake", "fp32", "what is this?", 8, Plan);
        using var captioner = new CountingCaptioner();
        var (options, model) = (new IndexerOptions { DataFolder = folder["data"], Media = new() { FfprobePath = CountingProbe(folder) }, Probed = new() }, new CaptionModel(settings, () => captioner));

        var estimate = await new IndexEstimator(options, model, TimeProvider.System).EstimateAsync([folder["films"]], SpeedTrials.Never, TestContext.Current.CancellationToken);
        var report = await new Indexer(options, model, TimeProvider.System).IndexAsync(new IndexRequest([folder["films"]]), new Progress<IndexProgress>(), TestContext.Current.CancellationToken);

        Assert.Equal((2, 2), (estimate.WindowsLeft, report.WindowsCaptioned));
        Assert.Equal(1, Probes(folder));
    }

    private static async Task<(MediaOptions Options, MediaProber Prober, string Path, MediaProbe Probe)> ProbedFilm(TemporaryFolder folder)
    {
        var path = folder["film.mp4"];
        MediaMaker.Film(path, 21, size: "320x180");
        var options = new MediaOptions { FfprobePath = CountingProbe(folder) };
        var prober = new MediaProber(options);
        return (options, prober, path, await prober.ProbeAsync(path, TestContext.Current.CancellationToken));
    }

    private static string CountingProbe(TemporaryFolder folder) => StubTool.In(folder, $"[[ $* == *-show_streams* ]] && echo x >>'{folder["probes"]}'\nexec ffprobe \"$@\"");

    private static int Probes(TemporaryFolder folder) => File.ReadAllLines(folder["probes"]).Length;

    private static async Task<List<VideoFrame>> ReadFrames(FrameReader reader, string path, MediaProbe probe)
    {
        var frames = new List<VideoFrame>();
        await foreach (var window in reader.ReadAsync(path, probe, Plan, TimeSpan.Zero, TestContext.Current.CancellationToken))
            frames.AddRange(window.Frames);
        return frames;
    }
}
