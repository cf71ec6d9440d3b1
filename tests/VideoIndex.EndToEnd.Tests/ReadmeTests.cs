namespace VideoIndex.EndToEnd.Tests;

/// <summary>What the README shows is what happens: its commands are run in order, in a shell, on a copy of the samples.</summary>
public sealed class ReadmeTests
{
    /// <summary>The README's folder, with a <c>./videoindex</c> that runs the program built for these tests.</summary>
    private const string Launcher = """
        #!/bin/sh
        exec "$TEST_DOTNET" "$TEST_PROGRAM" "$@"
        """;

    [Fact]
    public async Task EveryCommand_Succeeds()
    {
        var commands = ReadmeCommands.Extract(await File.ReadAllTextAsync(
            Path.Combine(TestFolders.Repository, "README.md"), TestContext.Current.CancellationToken), "./videoindex");
        Assert.Contains(commands, command => command.StartsWith("./videoindex demo", StringComparison.Ordinal));
        Assert.Contains(commands, command => command.StartsWith("./videoindex index", StringComparison.Ordinal));
        Assert.Contains(commands, command => command.StartsWith("./videoindex search", StringComparison.Ordinal));

        using var folder = TestFolders.NewTemporary();
        await LayOutAsync(folder);
        var shell = Shell(folder);
        foreach (var command in commands)
        {
            var result = await shell.RunAsync(command);
            Assert.True(result.ExitCode == 0, $"`{command}`: {result}");
        }
    }

    private static ProgramRunner Shell(TemporaryFolder folder) => new()
    {
        Command = ["bash", "-o", "pipefail", "-ec"],
        WorkingFolder = folder.Path,
        Environment = new Dictionary<string, string?>
        {
            ["TEST_DOTNET"] = ProgramRunner.DotnetPath,
            ["TEST_PROGRAM"] = ProgramRunner.VideoIndexPath,
            ["VIDEOINDEX_DATA"] = folder["data"],
        },
        TimeLimit = TimeSpan.FromMinutes(5),
    };

    private static async Task LayOutAsync(TemporaryFolder folder)
    {
        await File.WriteAllTextAsync(folder["videoindex"], Launcher);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder["videoindex"], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var samples = Path.Combine(TestFolders.Repository, "samples");
        foreach (var source in Directory.EnumerateFiles(samples, "*", SearchOption.AllDirectories))
        {
            var copy = folder["samples", Path.GetRelativePath(samples, source)];
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(source, copy);
        }
    }
}
