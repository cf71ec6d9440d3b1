using System.Text.RegularExpressions;

namespace VideoIndex.Tests.Support;

/// <summary>ARCHITECTURE.md as data: the tests hold the code to what the document says, so that it cannot become untrue.</summary>
internal sealed partial class ArchitectureDocument
{
    private ArchitectureDocument(string text) => Text = text;

    public string Text { get; }

    public static ArchitectureDocument Read() => new(File.ReadAllText(Path.Combine(TestFolders.Repository, "ARCHITECTURE.md")));

    /// <summary>Project (without the leading <c>VideoIndex.</c>) to the projects it may name; <c>everything</c> stands as itself.</summary>
    public IReadOnlyDictionary<string, IReadOnlySet<string>> MayName() =>
        Block("Who may name whom")
            .Select(line => line.Split("->", StringSplitOptions.TrimEntries))
            .Where(sides => sides.Length == 2)
            .SelectMany(sides => Words(sides[0]).Select(from => (From: from, To: Words(sides[1]).Where(to => to != "nothing"))))
            .ToDictionary(rule => rule.From, IReadOnlySet<string> (rule) => rule.To.ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);

    /// <summary>Package to the projects (short names, or <c>tests</c> and <c>all</c>) that may name it.</summary>
    public IReadOnlyDictionary<string, IReadOnlySet<string>> PackageOwners() =>
        PackageRow().Matches(Section("Dependencies"))
            .ToDictionary(row => row.Groups["package"].Value, IReadOnlySet<string> (row) => Words(row.Groups["owners"].Value).ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);

    /// <summary>The folders drawn at the left margin of the tree.</summary>
    public IReadOnlyList<string> TopFolders() =>
        [.. Block("Tree").Select(line => TopFolder().Match(line)).Where(match => match.Success).Select(match => match.Groups[1].Value)];

    /// <summary>The lines of the first fenced block below a heading.</summary>
    private string[] Block(string heading) => Section(heading).Split("```")[1].Split('\n');

    private string Section(string heading)
    {
        var start = Text.IndexOf($"\n## {heading}", StringComparison.Ordinal);
        Assert.True(start >= 0, $"ARCHITECTURE.md has no heading `{heading}`");
        var end = Text.IndexOf("\n## ", start + 1, StringComparison.Ordinal);
        return end < 0 ? Text[start..] : Text[start..end];
    }

    private static string[] Words(string list) => list.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    [GeneratedRegex(@"^\| (?<package>(?!package )\w+(\.\w+)*) \| (?<owners>[^|]+) \|", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex PackageRow();

    [GeneratedRegex(@"^(\.?\w+)/")]
    private static partial Regex TopFolder();
}
