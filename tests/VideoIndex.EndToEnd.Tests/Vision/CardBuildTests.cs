using System.Text.RegularExpressions;

namespace VideoIndex.EndToEnd.Tests.Vision;

/// <summary>The build for NVIDIA cards, where somebody has made it: brought up to date, and run without a card.</summary>
public sealed partial class CardBuildTests
{
    [Fact]
    public async Task CardBuild_WorksOnTheProcessor_AndSaysWhyTheCardIsNotUsed()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "left out: the build for NVIDIA cards was tried on Linux only");
        var program = Path.Combine(TestFolders.Repository, "artifacts", "gpu", "bin", "VideoIndex.Cli", "release", "videoindex.dll");
        Assert.SkipUnless(File.Exists(program), "left out: the build for NVIDIA cards is not there (`dotnet build src/VideoIndex.Cli -c Release -p:Gpu=true` makes it, of packages of 2 GB)");
        using var folder = TestFolders.NewTemporary();
        var build = new ProgramRunner { Command = ["/bin/bash", "-c"], TimeLimit = TimeSpan.FromMinutes(15) };
        var built = await build.RunAsync(". .ci/setup.sh; repo=\"$PWD\"; find_dotnet; lock_build; \"$dotnet\" build src/VideoIndex.Cli -p:Gpu=true -c Release -v quiet --disable-build-servers");
        Assert.True(built.ExitCode == 0, built.ToString());
        var card = ProgramRunner.WithData(folder["data"]) with { Command = [ProgramRunner.DotnetPath, program] };

        var doctor = await card.RunAsync("doctor");
        Assert.SkipUnless(doctor.Output.Contains("cpu (", StringComparison.Ordinal), "left out: this machine has a card that works");
        Assert.Matches(@"device +cpu \(cuda not taken: the library `lib\w+\.so\.\d+` is not on this machine\)", doctor.Output);
        var picture = Path.Combine(TestFolders.SampleModel, "golden", "cat.png");
        var answer = await card.RunAsync("ask", picture, "What is this?", "--json");
        Assert.True(answer.ExitCode == 0 && answer.Output.Contains("\"device\":\"cpu\"", StringComparison.Ordinal), answer.ToString());
        Assert.Equal(Text().Match((await new ProgramRunner().RunAsync("ask", picture, "What is this?", "--json")).Output).Value, Text().Match(answer.Output).Value);

        var refused = await card.RunAsync("ask", picture, "What is this?", "--device", "cuda");
        Assert.Equal(2, refused.ExitCode);
        var said = refused.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => !line.StartsWith("note: ", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, said.Count);
        Assert.Matches(@"^error: cannot run on `cuda`: the library `lib\w+\.so\.\d+` is not on this machine$", said[0]);
        Assert.StartsWith("hint: it needs NVIDIA's driver and the libraries of CUDA 13 and cuDNN 9; or ", said[1], StringComparison.Ordinal);
    }

    [GeneratedRegex("\"text\":\"[^\"]*\"")]
    private static partial Regex Text();
}
