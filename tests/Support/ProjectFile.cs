using System.Xml.Linq;

namespace VideoIndex.Tests.Support;

/// <summary>A project file as it is written: what it names, not what that brings along.</summary>
internal sealed record ProjectFile(string Path, XDocument Content)
{
    public string Name { get; } = System.IO.Path.GetFileNameWithoutExtension(Path);

    public string Folder { get; } = System.IO.Path.GetDirectoryName(Path)!;

    public IReadOnlyList<string> Packages { get; } = [.. Includes(Content, "PackageReference")];

    public IReadOnlyList<string> Projects { get; } =
        [.. Includes(Content, "ProjectReference").Select(path => System.IO.Path.GetFileNameWithoutExtension(path))];

    /// <summary>Every project of the repository.</summary>
    public static IReadOnlyList<ProjectFile> ReadAll() =>
    [
        .. new[] { "src", "indexes", "workers", "tests", "samples" }
            .SelectMany(top => Directory.EnumerateFiles(System.IO.Path.Combine(TestFolders.Repository, top), "*.csproj", SearchOption.AllDirectories))
            .Order(StringComparer.Ordinal)
            .Select(path => new ProjectFile(path, XDocument.Load(path))),
    ];

    public override string ToString() => Name;

    private static IEnumerable<string> Includes(XDocument content, string element) =>
        content.Descendants(element).Select(found => (string?)found.Attribute("Include")).OfType<string>();
}
