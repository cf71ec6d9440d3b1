using VideoIndex.Catalog;

namespace VideoIndex.EndToEnd.Tests.MainJob;

/// <summary>A run that is stopped at any moment loses at most the batch in flight; later runs end with the same rows.</summary>
public sealed class StopTests
{
    [Fact]
    public async Task TwoKills_ThenARun_GiveTheRowsOfAnUndisturbedRun()
    {
        var seed = Random.Shared.Next();
        TestContext.Current.TestOutputHelper!.WriteLine($"seed {seed}");
        var random = new Random(seed);
        using var folder = TestFolders.NewTemporary();
        await RunToTheEndAsync(folder["calm"]);
        for (var kill = 0; kill < 2; kill++)
        {
            await using var running = ProgramRunner.WithData(folder["killed"]).Start("index", TestFolders.SampleMedia);
            await Task.Delay(random.Next(300, 3_500), TestContext.Current.CancellationToken);
            running.Kill();
            await running.WaitAsync();
        }

        await RunToTheEndAsync(folder["killed"]);
        Assert.Equal(Rows(folder["calm"]), Rows(folder["killed"]));
        using var catalog = CatalogReader.Open(folder["killed"]);
        Assert.Null(catalog.CheckIntegrity());
    }

    [Fact]
    public async Task CtrlC_EndsSoonWithAWord_AndTheNextRunGoesOn()
    {
        using var folder = TestFolders.NewTemporary();
        var films = folder["films"];
        Directory.CreateDirectory(films);
        File.Copy(Path.Combine(TestFolders.SampleMedia, "football-match.mp4"), Path.Combine(films, "a.mp4"));
        await using var running = ProgramRunner.WithData(folder["data"]).Start("index", films);
        await running.WaitForTextAsync("model:");
        running.Interrupt();
        var stopped = await running.WaitAsync();
        Assert.True(stopped.ExitCode == 130 && stopped.Error.Contains("stopped", StringComparison.Ordinal), stopped.ToString());
        await RunToTheEndAsync(folder["data"], films);
    }

    private static async Task RunToTheEndAsync(string data, string? films = null)
    {
        var result = await ProgramRunner.WithData(data).RunAsync("index", films ?? TestFolders.SampleMedia);
        Assert.True(result.ExitCode == 0, result.ToString());
    }

    /// <summary>Every caption and its place, without what differs from run to run (row ids, times of writing).</summary>
    private static List<string> Rows(string data)
    {
        using var catalog = CatalogReader.Open(data);
        var media = catalog.PathsOf([.. Enumerable.Range(1, 100).Select(id => (long)id)]);
        return [.. from entry in media
                   from row in catalog.Captions(entry.Key)
                   let caption = row.Caption
                   let line = $"{entry.Value} {caption.Window} {caption.Text} {string.Join(' ', caption.FrameTimes)} {row.Settings.Fingerprint()}"
                   orderby line
                   select line];
    }
}
