using System.Diagnostics;
using System.Globalization;
using VideoIndex.Benchmarks.Speed;
using VideoIndex.Core;
using VideoIndex.Search;

namespace VideoIndex.Benchmarks.Find;

/// <summary>The rows by which searching is judged: libraries of a hundred thousand and of a million windows, people's captions and people's queries.</summary>
internal sealed class SearchRows : IDisposable
{
    private const int Small = 100_000, Large = 1_000_000;

    /// <summary>So long queries follow each other while captions come in: some publishes of both indexes fall into it.</summary>
    private static readonly TimeSpan Beside = TimeSpan.FromSeconds(20);

    private readonly BenchmarkFolder _folder = new();
    private readonly ITextEmbedder _embedder = WrittenLibrary.LoadEmbedder();
    private readonly Dictionary<int, WrittenLibrary> _libraries = [];

    public IReadOnlyList<SpeedMeasure> All() => [.. Of(Small, "15 or less", "30 or less"), .. Of(Large, "50 or less", "100 or less")];

    public void Dispose()
    {
        _embedder.Dispose();
        _folder.Dispose();
    }

    private IEnumerable<SpeedMeasure> Of(int windows, string goal, string besideGoal)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"F{windows / Small}, {windows:#,0} windows");
        yield return new([new(name, "words and meaning, median", "ms", ""), new(name, "words and meaning, 95 of 100", "ms", goal)], _ => Times(windows, Ranker.Hybrid));
        yield return new([new(name, "words alone, median", "ms", ""), new(name, "words alone, 95 of 100", "ms", "")], _ => Times(windows, Ranker.Words));
        yield return new([new(name, "meaning alone, median", "ms", ""), new(name, "meaning alone, 95 of 100", "ms", "")], _ => Times(windows, Ranker.Meaning));
        yield return new(
            [
                new(name, "words and meaning while captions come in, median", "ms", ""),
                new(name, "words and meaning while captions come in, 95 of 100", "ms", besideGoal),
                new(name, "captions that come in meanwhile", "per s", ""),
            ], _ => BesideAsync(windows));
        yield return new([new($"{name}, hostile queries", "words and meaning, median", "ms", ""), new($"{name}, hostile queries", "words and meaning, the longest", "ms", "200 or less")], _ => Hostile(windows));
        yield return new([new(name, "open both indexes", "ms", "1000 or less"), new(name, "open them and the embedder, first answer", "ms", "")], _ => Start(windows));
        yield return new([new(name, "both indexes, an hour of video", "MB", "5 or less"), new(name, "catalog, an hour of video", "MB", "")], _ => Size(windows));
        yield return new([new(name, "memory that a search takes besides mapped files", "MB", ""), new(name, "with the mapped files", "MB", "")], _ => Memory(windows));
    }

    private WrittenLibrary Library(int windows) =>
        _libraries.TryGetValue(windows, out var known) ? known : _libraries[windows] = WrittenLibrary.Open(windows);

    private Task<double[]> Times(int windows, Ranker ranker)
    {
        var library = Library(windows);
        using var open = new OpenLibrary(library.Folder, _embedder);
        var finder = open.Finder(ranker);
        _ = SearchTimes.Of(finder, library.Queries.Take(20)); // the first searches fill what later ones find
        var times = SearchTimes.Of(finder, library.Queries);
        return Task.FromResult(new[] { times.P50, times.P95 });
    }

    private Task<double[]> Hostile(int windows)
    {
        using var open = new OpenLibrary(Library(windows).Folder, _embedder);
        var finder = open.Finder(Ranker.Hybrid);
        var times = new List<(double Milliseconds, string Query)>();
        foreach (var query in (string[])[.. HostileQueries.All, .. HostileQueries.All]) // the first time fills what the second finds
        {
            var start = Stopwatch.GetTimestamp();
            HostileQueries.Ask(finder, query);
            times.Add((Stopwatch.GetElapsedTime(start).TotalMilliseconds, query));
        }

        times = [.. times.Skip(HostileQueries.All.Count).OrderBy(each => each.Milliseconds)];
        foreach (var (milliseconds, query) in times.TakeLast(5))
            Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {milliseconds:0} ms: {query[..Math.Min(query.Length, 40)]}..."));
        return Task.FromResult(new[] { times[times.Count / 2].Milliseconds, times[^1].Milliseconds });
    }

    private async Task<double[]> BesideAsync(int windows)
    {
        var library = Library(windows);
        var copy = library.CopyTo(_folder.NewPath("beside"));
        var times = new SearchTimes();
        double rate;
        await using (var indexing = new IndexingBeside(copy, library.Sentences))
        {
            using var open = new FollowedLibrary(copy, _embedder);
            var start = Stopwatch.GetTimestamp();
            for (var i = 0; Stopwatch.GetElapsedTime(start) < Beside; i++)
                open.Ask(finder => times.Time(finder, library.Queries[i % library.Queries.Count]));
            rate = indexing.Stored / Stopwatch.GetElapsedTime(start).TotalSeconds;
        }

        Directory.Delete(copy, recursive: true);
        return [times.P50, times.P95, rate];
    }

    private Task<double[]> Start(int windows)
    {
        var library = Library(windows);
        var start = Stopwatch.GetTimestamp();
        using var open = new OpenLibrary(library.Folder, _embedder);
        var opened = Stopwatch.GetElapsedTime(start);
        using var embedder = WrittenLibrary.LoadEmbedder();
        open.Finder(Ranker.Hybrid).Find(library.Queries[0]);
        return Task.FromResult(new[] { opened.TotalMilliseconds, Stopwatch.GetElapsedTime(start).TotalMilliseconds });
    }

    private Task<double[]> Size(int windows)
    {
        var library = Library(windows);
        return Task.FromResult(new[] { (Bytes(library.TextFolder) + Bytes(library.VectorFolder)) / library.Hours / 1e6, Bytes(library.Folder, "catalog.db*") / library.Hours / 1e6 });
    }

    private static long Bytes(string folder, string pattern = "*") => new DirectoryInfo(folder).EnumerateFiles(pattern).Sum(file => file.Length);

    private Task<double[]> Memory(int windows)
    {
        var library = Library(windows);
        var before = ProcessMemory.Read();
        using var open = new OpenLibrary(library.Folder, _embedder);
        _ = SearchTimes.Of(open.Finder(Ranker.Hybrid), library.Queries);
        var after = ProcessMemory.Read();
        return Task.FromResult(new[] { (after.Own - before.Own) / 1e6, (after.All - before.All) / 1e6 });
    }
}
