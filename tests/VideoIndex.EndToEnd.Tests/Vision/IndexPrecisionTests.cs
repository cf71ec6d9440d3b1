namespace VideoIndex.EndToEnd.Tests.Vision;

/// <summary><c>index</c> with fewer bits and with an adapter: said, used, and part of what a caption was made with.</summary>
public sealed class IndexPrecisionTests
{
    [Theory]
    [InlineData("int8")]
    [InlineData("int4")]
    public async Task Index_InFewerBits_FindsTheSame_AndCaptionsAnewWhenThePrecisionChanges(string precision)
    {
        using var folder = FolderWithAFilm();
        var program = ProgramRunner.WithData(folder["data"]);

        var first = await program.RunAsync("index", folder["films"], "--precision", precision);
        Assert.True(first.ExitCode == 0 && first.Error.Contains($", {precision}, from", StringComparison.Ordinal), first.ToString());
        Assert.Contains("10 windows captioned", first.Error, StringComparison.Ordinal);
        var found = await program.RunAsync("search", "player kicks the ball into the goal", "--json");
        Assert.Contains("kicks the ball into the goal", found.Output, StringComparison.Ordinal);

        Assert.Contains("; the model was not needed", (await program.RunAsync("index", folder["films"], "--precision", precision)).Error, StringComparison.Ordinal);
        Assert.Contains("10 windows captioned", (await program.RunAsync("index", folder["films"])).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Index_WithAnAdapter_NamesIt()
    {
        var adapter = TestFolders.Shared("models", "sample-lora");
        using var folder = FolderWithAFilm();
        var run = await ProgramRunner.WithData(folder["data"]).RunAsync("index", folder["films"], "--adapter", adapter, "--precision", "int4");
        Assert.True(run.ExitCode == 0 && run.Error.Contains("+sample-lora@", StringComparison.Ordinal), run.ToString());
        Assert.Contains("10 windows captioned", run.Error, StringComparison.Ordinal);
    }

    private static TemporaryFolder FolderWithAFilm()
    {
        var folder = TestFolders.NewTemporary();
        var films = Directory.CreateDirectory(folder["films"]).FullName;
        File.Copy(Path.Combine(TestFolders.SampleMedia, "football-match.mp4"), Path.Combine(films, "football-match.mp4"));
        return folder;
    }
}
