using System.Diagnostics;

namespace VideoIndex.Tests.Support;

/// <summary>
/// Starts the built program as a person would: its own process, arguments, environment and folder. Immutable; safe for parallel use.
/// </summary>
internal sealed record ProgramRunner
{
    /// <summary>The program and its first arguments; the arguments of each run follow.</summary>
    public IReadOnlyList<string> Command { get; init; } = [DotnetPath, VideoIndexPath];

    public string WorkingFolder { get; init; } = TestFolders.Repository;

    /// <summary>Set for the program, over the test's own environment; null takes a variable away.</summary>
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>();

    /// <summary>Whether stdin stays open for <see cref="RunningProgram.WriteLineAsync"/>; else the program finds it at its end.</summary>
    public bool HoldsInput { get; init; }

    /// <summary>After this the program and everything it started is killed and the test fails.</summary>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>The built program, which the build lays beside the tests.</summary>
    public static string VideoIndexPath { get; } = Path.Combine(AppContext.BaseDirectory, "videoindex.dll");

    /// <summary>The host of the runtime that runs these tests: PATH may hold another, or none.</summary>
    public static string DotnetPath { get; } = Path.GetFullPath(Path.Combine(
        Path.GetDirectoryName(typeof(object).Assembly.Location)!, "..", "..", "..", OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet"));

    /// <summary>A runner of <c>videoindex</c> whose catalog lies in <paramref name="dataFolder"/>.</summary>
    public static ProgramRunner WithData(string dataFolder) =>
        new() { Environment = new Dictionary<string, string?> { ["VIDEOINDEX_DATA"] = dataFolder } };

    /// <summary>Runs to the end. Fails the test, with all that was written, when the time limit passes.</summary>
    public async Task<ProgramResult> RunAsync(params string[] arguments)
    {
        await using var running = Start(arguments);
        return await running.WaitAsync();
    }

    /// <summary>Starts and hands over: to send it a signal, or to look at it while it runs.</summary>
    public RunningProgram Start(params string[] arguments)
    {
        var start = new ProcessStartInfo(Command[0])
        {
            WorkingDirectory = WorkingFolder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in Command.Skip(1).Concat(arguments))
            start.ArgumentList.Add(argument);
        foreach (var (name, value) in Environment)
            start.Environment[name] = value;
        return new RunningProgram(Process.Start(start)!, TimeLimit, HoldsInput);
    }
}
