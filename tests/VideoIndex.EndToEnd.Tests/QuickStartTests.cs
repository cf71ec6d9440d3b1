namespace VideoIndex.EndToEnd.Tests;

/// <summary>The lines of <c>samples/QuickStart</c>, run as they stand.</summary>
public sealed class QuickStartTests
{
    [Fact]
    public async Task QuickStart_CaptionsAClip_ChatsAboutIt_AndComparesSentences()
    {
        var quickStart = new ProgramRunner { Command = [ProgramRunner.DotnetPath, Path.Combine(AppContext.BaseDirectory, "QuickStart.dll")] };
        var result = await quickStart.RunAsync(TestFolders.SampleModel, Path.Combine(TestFolders.SampleMedia, "football-match.mp4"), "50", "60", TestFolders.SampleEmbedder);
        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Equal(["Players in red shirts celebrate a goal with raised arms as confetti falls.", "No.", "They cheer."], result.Output.TrimEnd().Split('\n'));
    }
}
