using System.Text.RegularExpressions;

namespace VideoIndex.Tests;

/// <summary>Holds the project files to ARCHITECTURE.md: who may name whom, and which wall a package stays behind.</summary>
public sealed partial class ArchitectureTests
{
    private static readonly IReadOnlyList<ProjectFile> Projects = ProjectFile.ReadAll();
    private static readonly ArchitectureDocument Document = ArchitectureDocument.Read();

    public static TheoryData<string> Parts => [.. Projects.Where(project => !IsTest(project)).Select(project => project.Name)];

    public static TheoryData<string> Everyone => [.. Projects.Select(project => project.Name)];

    [Theory, MemberData(nameof(Parts))]
    public void Project_NamesOnlyWhatItMay(string name)
    {
        var rules = Document.MayName();
        Assert.True(rules.ContainsKey(Short(name)), $"`{name}` has no line under `Who may name whom`");
        if (rules[Short(name)].Contains("everything"))
            return;
        Assert.Subset(rules[Short(name)].ToHashSet(), Find(name).Projects.Select(Short).ToHashSet());
    }

    [Fact]
    public void EveryRule_IsAboutAProjectThatIsThere()
    {
        var known = Projects.Select(project => Short(project.Name)).Append("everything").ToHashSet();
        Assert.Subset(known, Document.MayName().SelectMany(rule => rule.Value.Append(rule.Key)).ToHashSet());
    }

    /// <summary>The walls are written here a second time on purpose: moving one takes two edits.</summary>
    [Theory]
    [InlineData("Microsoft.ML.", "Vision")]
    [InlineData("Lucene.Net", "TextIndex")]
    [InlineData("Microsoft.Data.Sqlite", "Catalog")]
    [InlineData("SQLitePCLRaw", "Catalog")]
    [InlineData("Hangfire", "Worker", "Cli")]
    [InlineData("FFMpegCore", "Media")]
    [InlineData("System.CommandLine", "Cli")]
    [InlineData("Microsoft.AspNetCore", "Api")]
    [InlineData("ModelContextProtocol", "Api")]
    [InlineData("OpenTelemetry", "Api")]
    [InlineData("Microsoft.Playwright", "EndToEnd.Tests")]
    [InlineData("Deque.AxeCore", "EndToEnd.Tests")]
    public void HeavyPackage_StaysBehindItsWall(string package, params string[] owners)
    {
        var naming = Projects.Where(project => project.Packages.Any(named => named.StartsWith(package, StringComparison.Ordinal)));
        Assert.Subset(owners.ToHashSet(), naming.Select(project => Short(project.Name)).ToHashSet());
    }

    [Theory, MemberData(nameof(Everyone))]
    public void EveryPackage_HasItsRowAndReason_UnderDependencies(string name)
    {
        var owners = Document.PackageOwners();
        foreach (var package in Find(name).Packages)
        {
            Assert.True(owners.ContainsKey(package), $"`{package}`, named by `{name}`, has no row under `Dependencies`");
            Assert.Contains(IsTest(Find(name)) ? "tests" : Short(name), owners[package]);
        }
    }

    [Fact]
    public void EveryRowUnderDependencies_IsOfAPackageThatIsPinned() =>
        Assert.Equal(PinnedPackages().Order(StringComparer.Ordinal), Document.PackageOwners().Keys.Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("VideoIndex.Core")]
    [InlineData("VideoIndex.Search")]
    public void PureProject_TouchesNoClockDiskProcessOrRandomSource(string name)
    {
        var names = AssemblyNames.Read(name);
        Assert.NotEmpty(names);
        Assert.DoesNotContain(names, Impure.Contains);
    }

    [Theory, MemberData(nameof(Parts))]
    public void OnlyMedia_StartsProcesses(string name)
    {
        var names = AssemblyNames.Read(name == "VideoIndex.Cli" ? "videoindex" : name);
        Assert.NotEmpty(names);
        if (name != "VideoIndex.Media")
            Assert.DoesNotContain(names, named => named is "System.Diagnostics.ProcessStartInfo" or "System.Diagnostics.Process.Start");
    }

    /// <summary>The store's downloader is the only code that reaches out: what it may not do, nobody does.</summary>
    [Theory, MemberData(nameof(Parts))]
    public void OnlyVision_OpensConnections(string name)
    {
        var names = AssemblyNames.Read(name == "VideoIndex.Cli" ? "videoindex" : name);
        Assert.NotEmpty(names);
        if (name != "VideoIndex.Vision")
            Assert.DoesNotContain(names, named => Connecting.Any(prefix => named.StartsWith(prefix, StringComparison.Ordinal)));
    }

    /// <summary>By the text of its sources, where a folder has no assembly of its own.</summary>
    [Fact]
    public void InVision_OnlyTheHubsClientOpensConnections()
    {
        var vision = Path.Combine(TestFolders.Repository, "src", "VideoIndex.Vision");
        var connecting = Directory.EnumerateFiles(vision, "*.cs", SearchOption.AllDirectories)
            .Where(file => Connections().IsMatch(File.ReadAllText(file)))
            .Select(file => Path.GetRelativePath(vision, file));
        Assert.Equal([Path.Combine("ModelStore", "HubClient.cs")], connecting);
    }

    private static readonly string[] Connecting =
    [
        "System.Net.Http.", "System.Net.Sockets.", "System.Net.Security.", "System.Net.Quic.", "System.Net.Mail.", "System.Net.Dns",
        "System.Net.WebRequest", "System.Net.WebClient", "System.Net.HttpWebRequest", "System.Net.WebSockets.ClientWebSocket", "System.Net.NetworkInformation.Ping",
    ];

    [GeneratedRegex(@"new (HttpClient|SocketsHttpHandler|HttpClientHandler|Socket|TcpClient|UdpClient|ClientWebSocket|Ping)\b|WebRequest|\bSslStream\b|\bDns\.|\bQuicConnection\b|HttpMessageInvoker")]
    private static partial Regex Connections();

    private static readonly HashSet<string> Impure = new(StringComparer.Ordinal)
    {
        "System.DateTime.get_Now", "System.DateTime.get_UtcNow", "System.DateTime.get_Today",
        "System.DateTimeOffset.get_Now", "System.DateTimeOffset.get_UtcNow", "System.TimeProvider.get_System",
        "System.Diagnostics.Stopwatch", "System.Environment.get_TickCount", "System.Environment.get_TickCount64",
        "System.IO.File", "System.IO.FileInfo", "System.IO.FileStream", "System.IO.Directory", "System.IO.DirectoryInfo",
        "System.IO.Path.GetTempPath", "System.IO.Path.GetTempFileName", "System.IO.Path.GetFullPath", "System.Environment.get_CurrentDirectory",
        "System.Environment.GetEnvironmentVariable", "System.Environment.GetFolderPath", "System.Console",
        "System.Diagnostics.Process", "System.Diagnostics.ProcessStartInfo",
        "System.Random", "System.Guid.NewGuid", "System.Guid.CreateVersion7", "System.Security.Cryptography.RandomNumberGenerator",
        "System.Threading.Thread.Sleep", "System.Threading.Tasks.Task.Delay", "System.Threading.Timer",
    };

    private static ProjectFile Find(string name) => Projects.Single(project => project.Name == name);

    private static string Short(string name) => name.Replace("VideoIndex.", "", StringComparison.Ordinal);

    private static bool IsTest(ProjectFile project) => project.Folder.StartsWith(Path.Combine(TestFolders.Repository, "tests"), StringComparison.Ordinal);
}
