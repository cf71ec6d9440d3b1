namespace VideoIndex.EndToEnd.Tests.MainJob;

/// <summary>What is missing or wrong gives one clear sentence with a hint and exit code 2, and loses nothing.</summary>
public sealed class TroubleTests
{
    [Fact]
    public async Task Index_SaysSo_WhenFfmpegIsMissing()
    {
        using var folder = TestFolders.NewTemporary();
        var program = ProgramRunner.WithData(folder["data"]);
        program = program with { Environment = new Dictionary<string, string?>(program.Environment) { ["PATH"] = folder.Path } };
        AssertRefused(await program.RunAsync("index", TestFolders.SampleMedia), "ffmpeg");
    }

    [Fact]
    public async Task Index_SaysSo_WhenTheModelFolderIsEmpty()
    {
        using var folder = TestFolders.NewTemporary();
        Directory.CreateDirectory(folder["model"]);
        AssertRefused(await Index(folder, "--model", folder["model"]), "config.json");
    }

    [Fact]
    public async Task Index_SaysSo_WhenTheModelIsDamaged()
    {
        using var folder = TestFolders.NewTemporary();
        TestFolders.CopySampleModel(folder["model"]);
        var weights = folder["model", "model.safetensors"];
        await File.WriteAllBytesAsync(weights, (await File.ReadAllBytesAsync(weights, TestContext.Current.CancellationToken))[..100_000], TestContext.Current.CancellationToken);
        AssertRefused(await Index(folder, "--model", folder["model"]), "model.safetensors");
    }

    [Fact]
    public async Task Index_SaysSo_WhenTheFolderIsNotThere()
    {
        using var folder = TestFolders.NewTemporary();
        AssertRefused(await ProgramRunner.WithData(folder["data"]).RunAsync("index", folder["nowhere"]), "nowhere");
    }

    [Theory]
    [InlineData("index", "--frames", "0")]
    [InlineData("index", "--window", "-3")]
    [InlineData("index", "--window", "ten")]
    [InlineData("index", "--decoders", "0")]
    [InlineData("search", "x", "--limit", "0")]
    [InlineData("search", "x", "-o", "clips.docx")]
    [InlineData("search")]
    [InlineData("serch", "x")]
    [InlineData("status", "--jsno")]
    [InlineData("search", "goal", "--jsno")]
    [InlineData("index", "--windw", "3")]
    [InlineData("index", "-x")]
    [InlineData("search", "x", "-o", "no/such/folder/clips.xspf")]
    public async Task WrongOption_IsNamed(params string[] arguments)
    {
        using var folder = TestFolders.NewTemporary();
        AssertRefused(await ProgramRunner.WithData(folder["data"]).RunAsync(arguments), "");
    }

    [Fact]
    public async Task SearchAndStatus_SaySo_WhenNothingIsIndexed()
    {
        using var folder = TestFolders.NewTemporary();
        var program = ProgramRunner.WithData(folder["data"]);
        AssertRefused(await program.RunAsync("search", "goal"), "");
        AssertRefused(await program.RunAsync("status"), "");
        Assert.False(Directory.Exists(folder["data"]), "asking made a data folder");
    }

    [Fact]
    public async Task Index_SaysSo_WhenTheDataFolderIsAFile()
    {
        using var folder = TestFolders.NewTemporary();
        await File.WriteAllTextAsync(folder["data"], "", TestContext.Current.CancellationToken);
        AssertRefused(await ProgramRunner.WithData(folder["data"]).RunAsync("index", TestFolders.SampleMedia), "data");
    }

    [Fact]
    public async Task Index_StopsWithASentence_WhenTheDiskIsFull_AndGoesOnAfterwards()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess && OperatingSystem.IsLinux(), "left out: only root can mount a small disk");
        using var folder = TestFolders.NewTemporary();
        Directory.CreateDirectory(folder["disk"]);
        var shell = new ProgramRunner { Command = ["/bin/sh", "-c"] };
        var mounted = await shell.RunAsync($"mount -t tmpfs -o size=1m tmpfs {folder["disk"]}");
        Assert.SkipUnless(mounted.ExitCode == 0, $"left out: cannot mount a small disk here: {mounted.Error}");
        try
        {
            var filled = await shell.RunAsync($"head -c 900k /dev/zero > {folder["disk", "filler"]}");
            Assert.Equal(0, filled.ExitCode);
            var program = ProgramRunner.WithData(folder["disk", "data"]);
            AssertRefused(await program.RunAsync("index", TestFolders.SampleMedia), "no space left");
            await shell.RunAsync($"rm {folder["disk", "filler"]} && mount -o remount,size=64m {folder["disk"]}");
            var again = await program.RunAsync("index", TestFolders.SampleMedia);
            Assert.True(again.ExitCode == 0, again.ToString());
        }
        finally
        {
            await shell.RunAsync($"umount {folder["disk"]}");
        }
    }

    private static Task<ProgramResult> Index(TemporaryFolder folder, params string[] options) =>
        ProgramRunner.WithData(folder["data"]).RunAsync(["index", TestFolders.SampleMedia, .. options]);

    private static void AssertRefused(ProgramResult result, string named)
    {
        Assert.True(result.ExitCode == 2, result.ToString());
        Assert.Contains("error: ", result.Error, StringComparison.Ordinal);
        Assert.Contains("hint: ", result.Error, StringComparison.Ordinal);
        Assert.Contains(named, result.Error, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
    }
}
