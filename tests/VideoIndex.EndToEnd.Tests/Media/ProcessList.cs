namespace VideoIndex.EndToEnd.Tests.Media;

/// <summary>The machine's processes, read from /proc.</summary>
internal static class ProcessList
{
    public static IReadOnlyList<string> CommandLines() => [.. Numbers().Select(number => Read(number, "cmdline").Replace('\0', ' ')).Where(line => line.Length > 0)];

    /// <summary>Processes of ours that have ended and were not waited for.</summary>
    public static IReadOnlyList<string> Zombies() =>
        [.. Numbers().Select(number => Read(number, "stat")).Where(stat => stat[(stat.LastIndexOf(')') + 1)..].Trim().Split(' ') is ["Z", var parent, ..]
            && parent == Environment.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture))];

    private static IEnumerable<string> Numbers() => Directory.EnumerateDirectories("/proc").Where(path => char.IsAsciiDigit(path[^1]));

    private static string Read(string folder, string name)
    {
        try
        {
            return File.ReadAllText(Path.Join(folder, name));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return ""; // it has ended meanwhile
        }
    }
}
