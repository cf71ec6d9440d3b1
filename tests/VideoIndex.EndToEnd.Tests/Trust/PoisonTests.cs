namespace VideoIndex.EndToEnd.Tests.Trust;

/// <summary>A file that ends the whole program whenever it is decoded.</summary>
public sealed class PoisonTests
{
    [Fact]
    public async Task AFileThatKillsTheProgram_IsParkedAfterAFewTries_AndTheOthersAreIndexed()
    {
        using var library = new FilmLibrary();
        await library.CutAsync("football-match.mp4", "poison.mp4", 0, 8);
        await library.CutAsync("football-match.mp4", "good.mp4", 10, 8);
        library.Copy("seaside.webm", "sea.webm");
        var program = StubbedFfmpeg.In(library, "case \"$*\" in *poison*) kill -9 $PPID ;; esac");

        var deaths = 0;
        while ((await program.RunAsync("index", library.Films)).ExitCode != 0)
            Assert.True(++deaths <= 8, "the program still dies of the file");

        Assert.InRange(deaths, 2, 8);
        var failure = Assert.Single(await library.FailuresAsync());
        Assert.Equal((library.Film("poison.mp4"), "stopped_the_program"), (failure.Key, failure.Value));
        Assert.Equal(7, (await library.StatusAsync()).GetProperty("libraries")[0].GetProperty("captioned").GetInt64());

        var mended = await library.IndexAsync("--retry-failed");
        Assert.Contains("1 window captioned", mended.Error, StringComparison.Ordinal);
        Assert.Empty(await library.FailuresAsync());
    }
}
