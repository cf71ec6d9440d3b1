using VideoIndex.Cli.Check;

namespace VideoIndex.Tests.Cli;

public sealed class CheckedClipsTests : IDisposable
{
    private readonly TemporaryFolder _folder = TestFolders.NewTemporary();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Find_GivesBackWhatWasKept_ForTheSameKeyAlone()
    {
        var kept = new CheckedClips(_folder["checks"]);
        Assert.Null(kept.Find("a"));

        kept.Keep("a", 0.125);
        kept.Keep("b", 1);

        Assert.Equal((0.125, 1, null), (kept.Find("a"), kept.Find("b"), kept.Find("c")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("yes")]
    [InlineData("NaN")]
    [InlineData("7")]
    public void Find_TakesADamagedAnswerForNone(string content)
    {
        var kept = new CheckedClips(_folder["checks"]);
        kept.Keep("a", 0.5);
        File.WriteAllText(Directory.GetFiles(_folder["checks"]).Single(), content);

        Assert.Null(kept.Find("a"));
    }

    [Fact]
    public void Keep_IsNoError_WhereNothingCanBeWritten()
    {
        File.WriteAllText(_folder["checks"], "a file, no folder");
        var kept = new CheckedClips(_folder["checks"]);

        kept.Keep("a", 0.5);
        kept.Trim();

        Assert.Null(kept.Find("a"));
    }
}
