using System.Globalization;
using System.Runtime.CompilerServices;

namespace VideoIndex.Benchmarks;

/// <summary>Where stations read and write: the repository's samples, and a temporary folder that is deleted in the end.</summary>
internal sealed class BenchmarkFolder : IDisposable
{
    private readonly string _temporary = Directory.CreateTempSubdirectory("videoindex-bench-").FullName;
    private int _made;

    public static string SampleMedia { get; } = Path.Combine(Repository(), "samples", "media");

    /// <summary>Where dated tables are kept.</summary>
    public static string Results { get; } = Path.Combine(Repository(), "tests", "VideoIndex.Benchmarks", "results");

    public static string SampleModel { get; } = Path.Combine(Repository(), "samples", "model");

    /// <summary>A path in the folder of larger test material beside the repository.</summary>
    /// <exception cref="DirectoryNotFoundException">It is not at hand.</exception>
    public static string Shared(params string[] parts)
    {
        var path = Path.GetFullPath(Path.Combine([Repository(), "..", "shared", .. parts]));
        return Directory.Exists(path) ? path : throw new DirectoryNotFoundException($"the test material `{path}` is not at hand");
    }

    /// <summary>A path in the temporary folder where nothing is yet.</summary>
    public string NewPath(string name) => Path.Combine(_temporary, string.Create(CultureInfo.InvariantCulture, $"{++_made}-{name}"));

    public string NewFolder(string name) => Directory.CreateDirectory(NewPath(name)).FullName;

    public void Dispose() => Directory.Delete(_temporary, recursive: true);

    private static string Repository([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", ".."));
}
