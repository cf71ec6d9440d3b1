using System.Text.Json;

namespace VideoIndex.EndToEnd.Tests.Cli;

/// <summary>What <c>index</c> says it will cost, on the sample films.</summary>
public sealed class EstimateTests : IDisposable
{
    private readonly TemporaryFolder _folder = TestFolders.NewTemporary();

    private ProgramRunner Program => ProgramRunner.WithData(_folder["data"]);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Cost_IsSaidBeforeItStarts_FromAMeasurementThatIsKept()
    {
        Directory.CreateDirectory(_folder["data"]);
        var asked = await Program.RunAsync("index", TestFolders.SampleMedia, "--estimate-only", "--json");
        Assert.True(asked.ExitCode == 0, asked.ToString());
        var cost = JsonDocument.Parse(asked.Output).RootElement;
        Assert.Equal((5, 32, 0.0), (cost.GetProperty("files").GetInt64(), cost.GetProperty("windows_left").GetInt64(), cost.GetProperty("spread").GetDouble()));
        Assert.InRange(cost.GetProperty("video_s").GetDouble(), 295, 300);
        Assert.InRange(cost.GetProperty("seconds_estimated").GetDouble(), 0.1, 600);
        Assert.InRange(cost.GetProperty("seconds_with_one_frame").GetDouble(), 0.1, cost.GetProperty("seconds_estimated").GetDouble());
        Assert.Equal([_folder["data", "speed.json"]], Directory.GetFileSystemEntries(_folder["data"]));

        var indexed = await Program.RunAsync("index", TestFolders.SampleMedia);
        Assert.Contains("5 min of video to caption in 5 files, about ", indexed.Error, StringComparison.Ordinal);
        Assert.Equal("5 files, 5 min of video: nothing is left to caption\n", (await Program.RunAsync("index", "--estimate-only")).Output);
        Assert.DoesNotContain("to caption", (await Program.RunAsync("index", TestFolders.SampleMedia)).Error, StringComparison.Ordinal);
        Assert.Contains("x real time", (await Program.RunAsync("doctor")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ShortRun_IsNotHeldUpByAMeasurement()
    {
        Directory.CreateDirectory(_folder["films"]);
        File.Copy(Path.Combine(TestFolders.SampleMedia, "football-match.mp4"), _folder["films", "a.mp4"]);
        var indexed = await Program.RunAsync("index", _folder["films"]);
        Assert.Contains("2 min of video to caption in 1 file\n", indexed.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder["data", "speed.json"]), "ten windows say nothing about the machine");
    }

    [Fact]
    public async Task Estimate_SaysWhatIsWrong()
    {
        var result = await Program.RunAsync("index", _folder["none"], "--estimate-only");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("there is no such folder", result.Error, StringComparison.Ordinal);
    }
}
