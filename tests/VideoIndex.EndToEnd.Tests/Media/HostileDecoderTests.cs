using System.Diagnostics;
using VideoIndex.Core;
using VideoIndex.Media;

namespace VideoIndex.EndToEnd.Tests.Media;

/// <summary>What a decoder may do to us: crash, hang, flood. Stubs stand in for ffmpeg; ffprobe is real.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class HostileDecoderTests
{
    private static readonly WindowPlan Plan = new(TimeSpan.FromSeconds(10), 3);

    [Fact]
    public async Task ReadAsync_FailsWithTheSignal_WhenTheDecoderCrashes()
    {
        using var folder = TestFolders.NewTemporary();
        var options = Stub(folder, "echo 'decoder says: bad block' >&2\nkill -SEGV $$");

        var error = await ReadFailing(folder, options);

        Assert.Equal(ErrorCodes.DecoderFailed, error.Code);
        Assert.Contains("signal 11", error.Message, StringComparison.Ordinal);
        Assert.Contains("bad block", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReadAsync_KillsTheWholeGroup_WhenTheDecoderHangs()
    {
        using var folder = TestFolders.NewTemporary();
        var mark = Random.Shared.Next(100_000, 999_999);
        var options = Stub(folder, $"trap '' TERM INT HUP\nsleep 9{mark} &\nsleep 8{mark}\nsleep 7{mark}") with { StallLimit = TimeSpan.FromSeconds(1) };
        var watch = Stopwatch.StartNew();

        var error = await ReadFailing(folder, options);

        Assert.Equal(ErrorCodes.DecoderTimeout, error.Code);
        Assert.InRange(watch.Elapsed.TotalSeconds, 0.9, 30);
        Assert.DoesNotContain(ProcessList.CommandLines(), line => line.Contains($"sleep 9{mark}", StringComparison.Ordinal) || line.Contains($"sleep 8{mark}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ReadAsync_KillsTheWholeGroup_WhenCancelled()
    {
        using var folder = TestFolders.NewTemporary();
        var mark = Random.Shared.Next(100_000, 999_999);
        var options = Stub(folder, $"trap '' TERM INT HUP\nsleep 9{mark} &\nsleep 8{mark}");
        var (path, probe) = await Film(folder);
        using var cancel = new CancellationTokenSource(TimeSpan.FromSeconds(1));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var window in new FrameReader(options).ReadAsync(path, probe, Plan, TimeSpan.Zero, cancel.Token))
                Assert.Fail($"{window.Window} was read from a decoder that sleeps");
        });

        Assert.DoesNotContain(ProcessList.CommandLines(), line => line.Contains($"sleep 9{mark}", StringComparison.Ordinal) || line.Contains($"sleep 8{mark}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ReadAsync_EndsTheGrandchild_WhenTheDecoderDiesBeforeIt()
    {
        using var folder = TestFolders.NewTemporary();
        var mark = Random.Shared.Next(100_000, 999_999);
        var options = Stub(folder, $"trap '' TERM\nsleep 9{mark} >/dev/null &\nkill -ABRT $$");

        var error = await ReadFailing(folder, options);

        Assert.Equal(ErrorCodes.DecoderFailed, error.Code);
        Assert.DoesNotContain(ProcessList.CommandLines(), line => line.Contains($"sleep 9{mark}", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("exec yes aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", ErrorCodes.DecoderFailed)]
    [InlineData("exec head -c 300000000 /dev/zero >&2", ErrorCodes.NoFrames)]
    [InlineData("exec yes errors and errors >&2", ErrorCodes.DecoderTimeout)]
    public async Task ReadAsync_StaysSmallAndEnds_WhenTheDecoderFloods(string script, string code)
    {
        using var folder = TestFolders.NewTemporary();
        var options = Stub(folder, script) with { StallLimit = TimeSpan.FromSeconds(2) };
        if (code == ErrorCodes.NoFrames)
            options = options with { StallLimit = TimeSpan.FromSeconds(60) };
        var before = GC.GetTotalMemory(forceFullCollection: true);

        var error = await ReadFailing(folder, options);

        Assert.Equal(code, error.Code);
        Assert.True(error.Message.Length < 600, error.Message);
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 20 << 20);
    }

    [Fact]
    public async Task ProbeAsync_LeavesNothingBehind_AfterManyRuns()
    {
        using var folder = TestFolders.NewTemporary();
        var (path, _) = await Film(folder);
        var prober = new MediaProber(new MediaOptions());
        await prober.ProbeAsync(path, TestContext.Current.CancellationToken);
        var before = OpenPipes();

        for (var i = 0; i < 20; i++)
            await prober.ProbeAsync(path, TestContext.Current.CancellationToken);

        Assert.Empty(ProcessList.Zombies());
        Assert.InRange(OpenPipes(), 0, before + 12); // other tests of this process start programs too
    }

    [Fact]
    public async Task ReadAsync_FailsAndLives_WhenTheDecoderMayNotHaveItsMemory()
    {
        using var folder = TestFolders.NewTemporary();
        var (path, probe) = await Film(folder);

        var error = await Assert.ThrowsAsync<VideoIndexException>(() =>
            FrameReaderTests.Read(path, Plan, TimeSpan.Zero, probe, new MediaOptions { FfprobePath = "ffprobe", ChildMemory = 100 << 20 }));

        Assert.Contains(error.Code, (string[])[ErrorCodes.DecoderFailed, ErrorCodes.NotMedia]);
    }

    private static int OpenPipes() => Directory.EnumerateFiles("/proc/self/fd")
        .Count(path => File.ResolveLinkTarget(path, false)?.Name.StartsWith("pipe:", StringComparison.Ordinal) == true);

    private static MediaOptions Stub(TemporaryFolder folder, string script) => new() { FfmpegPath = StubTool.In(folder, script) };

    private static async Task<(string Path, MediaProbe Probe)> Film(TemporaryFolder folder)
    {
        var path = folder["film.mp4"];
        MediaMaker.Film(path, 21);
        return (path, await new MediaProber(new MediaOptions()).ProbeAsync(path, TestContext.Current.CancellationToken));
    }

    private static async Task<VideoIndexException> ReadFailing(TemporaryFolder folder, MediaOptions options)
    {
        var (path, probe) = await Film(folder);
        return await Assert.ThrowsAsync<VideoIndexException>(() => FrameReaderTests.Read(path, Plan, TimeSpan.Zero, probe, options));
    }
}
