using System.Xml.Linq;

namespace VideoIndex.Tests;

/// <summary>Holds the repository's files: solution, lock files, versions, sizes, and the tree that ARCHITECTURE.md draws.</summary>
public sealed partial class ArchitectureTests
{
    /// <summary>Where a file stops being one thing; asked about from 300 lines on.</summary>
    private const int MostLines = 400;

    [Fact]
    public void Solution_IsInTheClassicFormat_AndHoldsEveryProject()
    {
        var solution = File.ReadAllText(Path.Combine(TestFolders.Repository, "VideoIndex.sln"));
        Assert.Contains("Microsoft Visual Studio Solution File, Format Version 12.00", solution, StringComparison.Ordinal);
        var missing = Projects.Where(project => !solution.Contains(Path.GetRelativePath(TestFolders.Repository, project.Path).Replace('/', '\\'), StringComparison.Ordinal));
        Assert.Empty(missing);
    }

    [Theory, MemberData(nameof(Everyone))]
    public void EveryProject_HasALockFile(string name) =>
        Assert.True(File.Exists(Path.Combine(Find(name).Folder, "packages.lock.json")), $"`{name}` has no packages.lock.json: restore it and commit the file");

    [Theory, MemberData(nameof(Everyone))]
    public void PackageVersions_StandOnlyInDirectoryPackagesProps(string name)
    {
        var references = Find(name).Content.Descendants("PackageReference").ToList();
        Assert.DoesNotContain(references, reference => reference.Attribute("Version") is not null || reference.Attribute("VersionOverride") is not null);
        Assert.Subset(PinnedPackages().ToHashSet(), Find(name).Packages.ToHashSet());
    }

    [Fact]
    public void PackageVersions_AreExact() =>
        Assert.All(Pins(), pin => Assert.Matches(@"^\d+(\.\d+)+(-[\w.]+)?$", (string?)pin.Attribute("Version")));

    [Fact]
    public void SourceFiles_AreShort()
    {
        var files = new[] { "src", "indexes", "workers" }
            .SelectMany(top => Directory.EnumerateFiles(Path.Combine(TestFolders.Repository, top), "*.cs", SearchOption.AllDirectories))
            .ToList();
        Assert.NotEmpty(files);
        Assert.DoesNotContain(files, file => File.ReadLines(file).Count() > MostLines);
    }

    [Fact]
    public void Tree_DrawsEveryTopFolder_AndOnlyThose()
    {
        var there = Directory.EnumerateDirectories(TestFolders.Repository)
            .Select(folder => Path.GetFileName(folder))
            .Where(folder => !NotOurs.Contains(folder))
            .Order(StringComparer.Ordinal);
        Assert.Equal(there, Document.TopFolders().Order(StringComparer.Ordinal));
    }

    [Theory, MemberData(nameof(Everyone))]
    public void Tree_DrawsEveryProject(string name) => Assert.Matches($@"(?m)^  {name}\b", Document.Text);

    /// <summary>What git, the build and editors put there.</summary>
    private static readonly HashSet<string> NotOurs = [".git", ".vs", ".vscode", ".idea", "artifacts", "TestResults"];

    private static IEnumerable<string> PinnedPackages() => Pins().Select(pin => (string)pin.Attribute("Include")!);

    private static IEnumerable<XElement> Pins() =>
        XDocument.Load(Path.Combine(TestFolders.Repository, "Directory.Packages.props")).Descendants("PackageVersion");
}
