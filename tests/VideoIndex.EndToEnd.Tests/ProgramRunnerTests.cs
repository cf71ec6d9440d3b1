namespace VideoIndex.EndToEnd.Tests;

/// <summary>The harness itself: a runner that lost output or a status would make every other test here worthless.</summary>
public sealed class ProgramRunnerTests
{
    private static ProgramRunner Shell { get; } = new() { Command = ["/bin/sh", "-c"], TimeLimit = TimeSpan.FromSeconds(20) };

    [Fact]
    public async Task Run_GivesStatusBothStreamsFolderAndEnvironment()
    {
        using var folder = TestFolders.NewTemporary();
        var runner = Shell with { WorkingFolder = folder.Path, Environment = new Dictionary<string, string?> { ["GIVEN"] = "a b" } };
        var result = await runner.RunAsync("pwd -P; echo \"$GIVEN\" >&2; exit 3");
        Assert.Equal(3, result.ExitCode);
        Assert.EndsWith(Path.GetFileName(folder.Path), result.Output.TrimEnd(), StringComparison.Ordinal);
        Assert.Equal("a b\n", result.Error);
    }

    [Fact]
    public async Task Run_LosesNothing_WhenBothPipesOverflow()
    {
        var result = await Shell.RunAsync("i=0; while [ $i -lt 20000 ]; do echo out$i; echo err$i >&2; i=$((i+1)); done");
        Assert.EndsWith("out19999\n", result.Output, StringComparison.Ordinal);
        Assert.EndsWith("err19999\n", result.Error, StringComparison.Ordinal);
        Assert.Equal(20_000, result.Output.Count(letter => letter == '\n'));
    }

    [Fact]
    public async Task Wait_FailsAndKillsTheTree_WhenTheTimeLimitPasses()
    {
        await using var running = (Shell with { TimeLimit = TimeSpan.FromSeconds(1) }).Start("sleep 60 & echo $!; wait");
        await running.WaitForTextAsync("\n");
        await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(running.WaitAsync);
        var child = await Shell.RunAsync($"sleep 0.2; ps -o stat= -p {running.Output.Trim()} | grep -v Z");
        Assert.Equal("", child.Output.Trim());
    }

    [Fact]
    public async Task Interrupt_IsCtrlC()
    {
        await using var running = Shell.Start("trap 'exit 7' INT; echo ready; while :; do sleep 0.1; done");
        await running.WaitForTextAsync("ready");
        running.Interrupt();
        Assert.Equal(7, (await running.WaitAsync()).ExitCode);
    }

    [Fact]
    public async Task Kill_EndsTheProgramWithoutAsking()
    {
        await using var running = Shell.Start("trap '' INT TERM; echo ready; while :; do sleep 0.1; done");
        await running.WaitForTextAsync("ready");
        running.Kill();
        Assert.Equal(128 + 9, (await running.WaitAsync()).ExitCode);
    }

    [Fact]
    public async Task BuiltProgram_Starts()
    {
        var result = await new ProgramRunner().RunAsync("--version");
        Assert.Equal(0, result.ExitCode);
        Assert.NotEqual("", result.Output.Trim());
    }
}
