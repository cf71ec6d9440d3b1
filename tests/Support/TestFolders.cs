using System.Runtime.CompilerServices;

namespace VideoIndex.Tests.Support;

/// <summary>Where tests find their files: the repository's own samples, and the folder of larger test material beside it, if any.</summary>
internal static class TestFolders
{
    public static string Repository { get; } = FindRepository();

    public static string SampleMedia => Path.Combine(Repository, "samples", "media");

    public static string SampleModel => Path.Combine(Repository, "samples", "model");

    /// <summary>A copy of the sample model's own files, to be spoilt.</summary>
    /// <returns>The folder, which is made.</returns>
    public static string CopySampleModel(string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.GetFiles(SampleModel))
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        return to;
    }

    public static string SampleEmbedder => Path.Combine(SampleModel, "embedder");

    /// <summary>The path of something in the folder <c>../shared</c>; skips the calling test, saying so, where that folder is not at hand.</summary>
    public static string Shared(params string[] parts)
    {
        var shared = Path.GetFullPath(Path.Combine(Repository, "..", "shared"));
        Assert.SkipUnless(Directory.Exists(shared), "left out: the test material folder ../shared is not at hand");
        return Path.Combine([shared, .. parts]);
    }

    /// <summary>A new empty folder that is deleted with the returned value.</summary>
    public static TemporaryFolder NewTemporary() => new();

    private static string FindRepository([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", ".."));
}

internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("videoindex-test-").FullName;

    public string this[params string[] parts] => System.IO.Path.Combine([Path, .. parts]);

    /// <summary>What is being stopped (a server's follower, a browser) may write once more while the folder goes.</summary>
    public void Dispose()
    {
        for (var left = 20; ; left--)
        {
            try
            {
                Directory.Delete(Path, recursive: true);
                return;
            }
            catch (IOException) when (left > 0)
            {
                Thread.Sleep(100);
            }
        }
    }
}
