using System.Globalization;
using VideoIndex.Catalog;
using VideoIndex.Core;
using VideoIndex.Vision;
using VideoIndex.Worker;

namespace VideoIndex.Benchmarks.Find;

/// <summary>A library of so many windows with people's sentences as captions, both indexes made; written once and kept for the next run.</summary>
internal sealed class WrittenLibrary
{
    /// <summary>Queries of one round: enough that one in twenty is ten of them.</summary>
    private const int MostQueries = 200;

    /// <summary>Written after all captions: a folder without it is not whole.</summary>
    private const string Done = "done";

    private WrittenLibrary(string folder, int windows, PeopleSentences sentences) => (Folder, Windows, Sentences) = (folder, windows, sentences);

    public string Folder { get; }

    public int Windows { get; }

    public PeopleSentences Sentences { get; }

    public string TextFolder => new IndexerOptions { DataFolder = Folder }.TextIndexFolder;

    public string VectorFolder => new IndexerOptions { DataFolder = Folder }.VectorIndexFolder;

    public double Hours => (double)Windows / WrittenCatalog.WindowsPerMedia;

    /// <summary>Spread evenly over all there are.</summary>
    public IReadOnlyList<string> Queries => [.. Enumerable.Range(0, MostQueries).Select(i => Sentences.Queries[i * (Sentences.Queries.Count / MostQueries)])];

    public static ITextEmbedder LoadEmbedder() => TextEmbedder.Load(Path.Combine(BenchmarkFolder.SampleModel, "embedder"), threads: 1);

    public static WrittenLibrary Open(int windows)
    {
        var sentences = PeopleSentences.Read();
        var folder = Path.Combine(Path.GetTempPath(), "videoindex-libraries", windows.ToString(CultureInfo.InvariantCulture));
        var library = new WrittenLibrary(folder, windows, sentences);
        if (!File.Exists(Path.Combine(folder, Done)))
            library.Write();
        library.Publish();
        return library;
    }

    /// <summary>A copy that may be written to; the caller deletes it.</summary>
    public string CopyTo(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(folder, Path.GetRelativePath(Folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        return folder;
    }

    private void Write()
    {
        if (Directory.Exists(Folder))
            Directory.Delete(Folder, recursive: true);
        Directory.CreateDirectory(Folder);
        var media = (Windows + WrittenCatalog.WindowsPerMedia - 1) / WrittenCatalog.WindowsPerMedia;
        Say("captions");
        WrittenCatalog.Write(Folder, Sentences.Media(media, WrittenCatalog.WindowsPerMedia));
        File.WriteAllText(Path.Combine(Folder, Done), "");
    }

    /// <summary>Fills both indexes. In a library kept from before it does nothing, or builds anew what is of an older format.</summary>
    private void Publish()
    {
        Say("text index");
        new TextPublisher(Folder, TextFolder).CatchUp(CancellationToken.None);
        Say("vectors");
        using var embedder = LoadEmbedder();
        new VectorPublisher(Folder, VectorFolder, embedder).CatchUp(_ => { }, CancellationToken.None);
        Say("done");
    }

    private void Say(string what) => Console.Error.WriteLine($"writing a library of {Windows} windows: {what}");
}
