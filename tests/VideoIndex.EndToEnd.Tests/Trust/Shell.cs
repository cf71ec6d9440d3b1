namespace VideoIndex.EndToEnd.Tests.Trust;

/// <summary>What a test needs of the system that .NET does not offer: mounts, devices, other users.</summary>
internal static class Shell
{
    public static async Task RunAsync(string command)
    {
        var result = await TryAsync(command);
        Assert.True(result.ExitCode == 0, $"{command}: {result}");
    }

    public static Task<ProgramResult> TryAsync(string command) => new ProgramRunner { Command = ["/bin/sh", "-c"] }.RunAsync(command);

    /// <summary>Mounts, or skips the calling test, saying so, where that may not be done.</summary>
    public static async Task MountAsync(string arguments)
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess && OperatingSystem.IsLinux(), "left out: only root can mount");
        var mounted = await TryAsync($"mount {arguments}");
        Assert.SkipUnless(mounted.ExitCode == 0, $"left out: cannot mount here: {mounted.Error}");
    }
}
