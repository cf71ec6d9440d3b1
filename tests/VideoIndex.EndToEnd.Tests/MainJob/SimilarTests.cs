using VideoIndex.Search;

namespace VideoIndex.EndToEnd.Tests.MainJob;

/// <summary>Clips like the one at a place, with the built program on the sample films.</summary>
public sealed class SimilarTests(IndexedSamples samples)
{
    [Fact]
    public async Task Similar_ShowsTheOtherCelebrationFirst_AndSaysWhatItIsLike()
    {
        var result = await samples.Program.RunAsync("similar", "football-match@0:51");

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Contains("like: Players in red", result.Error, StringComparison.Ordinal);
        var lines = result.Output.Split('\n');
        Assert.StartsWith("  1  01:30 - 01:40", lines[0], StringComparison.Ordinal);
        Assert.Contains("celebrat", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Similar_WritesEveryForm()
    {
        using var folder = TestFolders.NewTemporary();
        foreach (var format in ClipFormat.All)
        {
            var result = await samples.Program.RunAsync("similar", "football-match@0:51", "-n", "2", "-o", folder["clips" + format.Extensions[0]]);
            Assert.True(result.ExitCode == 0, result.ToString());
            Assert.True(new FileInfo(folder["clips" + format.Extensions[0]]).Length > 20, format.Name);
        }

        var csv = await samples.Program.RunAsync("similar", "football-match@0:51", "--format", "csv", "-n", "2");
        Assert.Equal(3, csv.Output.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Theory]
    [InlineData("o@0:51", "is in the paths of")]
    [InlineData("no-such-film.mp4@0:51", "no indexed file has `no-such-film.mp4` in its path")]
    [InlineData("999@0:51", "there is no media 999")]
    [InlineData("football-match@9:51", "has no caption at")]
    [InlineData("football-match", "`football-match` names no time")]
    [InlineData("football-match@x", "`football-match@x` names no time")]
    public async Task Similar_SaysWhatIsWrongWithAPlace(string place, string expected)
    {
        var result = await samples.Program.RunAsync("similar", place);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(expected, result.Error, StringComparison.Ordinal);
        Assert.Contains("hint: ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Similar_KnowsImportedCaptions_OfVideosThatAreNotThere()
    {
        using var folder = TestFolders.NewTemporary();
        var program = ProgramRunner.WithData(folder["data"]);
        await File.WriteAllTextAsync(folder["captions.jsonl"], """
            {"media":"a","start_ms":0,"end_ms":10000,"text":"a dog runs on the beach"}
            {"media":"b","start_ms":0,"end_ms":10000,"text":"dogs run along the beach"}
            {"media":"ab","start_ms":0,"end_ms":10000,"text":"a man reads the news"}
            {"media":"c","start_ms":0,"end_ms":10000,"text":"a man reads the news"}
            """, TestContext.Current.CancellationToken);
        Assert.Equal(0, (await program.RunAsync("import", folder["captions.jsonl"])).ExitCode);

        var result = await program.RunAsync("similar", "import:/a@0:05", "-n", "1");

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Contains("like: a dog runs on the beach", result.Error, StringComparison.Ordinal);
        Assert.Contains("dogs run along the beach", result.Output, StringComparison.Ordinal);
    }
}
