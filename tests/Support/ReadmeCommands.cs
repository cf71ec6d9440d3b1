namespace VideoIndex.Tests.Support;

/// <summary>The commands a README shows.</summary>
internal static class ReadmeCommands
{
    /// <summary>The lines of all <c>```sh</c> blocks that begin with <paramref name="program"/>, in order, continued lines joined, without their comments.</summary>
    public static IReadOnlyList<string> Extract(string readme, string program)
    {
        var commands = new List<string>();
        var inBlock = false;
        foreach (var line in readme.ReplaceLineEndings("\n").Replace("\\\n", " ", StringComparison.Ordinal).Split('\n'))
        {
            if (line.StartsWith("```", StringComparison.Ordinal))
                inBlock = !inBlock && line == "```sh";
            else if (inBlock && line.StartsWith(program, StringComparison.Ordinal))
                commands.Add(WithoutComment(line));
        }

        return commands;
    }

    private static string WithoutComment(string line)
    {
        var comment = line.IndexOf(" # ", StringComparison.Ordinal);
        return (comment < 0 ? line : line[..comment]).TrimEnd();
    }
}
