using System.Diagnostics;
using VideoIndex.Benchmarks.Find;
using VideoIndex.Catalog;
using VideoIndex.Search;
using VideoIndex.TextIndex;
using VideoIndex.Worker;

namespace VideoIndex.Benchmarks;

/// <summary>From a query to clips.</summary>
internal sealed class SearchStations(Lazy<string> sampleData, Lazy<string> writtenData)
{
    public IEnumerable<Station> All()
    {
        yield return Search("search, sample films", sampleData, SampleFilms.Questions());
        yield return Search("search, 100,000 windows", writtenData, CaptionWords.Queries);
        yield return Search("search for moments, 100,000 windows", writtenData, Moments);
        yield return Search("hostile queries, 100,000 windows", writtenData, HostileQueries.All, HostileQueries.Ask);
        yield return OpenAndSearch("open and search once, sample films", sampleData);
        yield return OpenAndSearch("open and search once, 100,000 windows", writtenData);
    }

    private static IReadOnlyList<string> Moments =>
    [
        "goal THEN celebrates WITHIN 30s", "dog NEAR:20s ball", "kitchen THEN egg THEN pancake WITHIN 60s", "a man walks THEN a woman sings",
        "goalkeeper THEN goal THEN crowd THEN confetti WITHIN 2m", "in NEAR:1h the",
    ];

    private static void Find(ClipFinder finder, string query)
    {
        if (finder.Find(query).NoMatch)
            throw new InvalidOperationException($"`{query}` finds nothing: there is nothing to time");
    }

    private static Station Search(string name, Lazy<string> data, IReadOnlyList<string> queries) => Search(name, data, queries, Find);

    /// <summary>Queries one after another, catalog and index open.</summary>
    private static Station Search(string name, Lazy<string> data, IReadOnlyList<string> queries, Action<ClipFinder, string> ask)
    {
        (CatalogReader Catalog, TextIndexReader Index)? open = null;
        return Station.Of(name, "queries/s", _ => Ask(new ClipFinder(open!.Value.Catalog, new HitRanker(open.Value.Catalog, open.Value.Index, null), new SearchOptions()), queries, ask)) with
        {
            Before = () => open = Open(data.Value),
            After = () =>
            {
                open?.Catalog.Dispose();
                open?.Index.Dispose();
            },
        };
    }

    private static Work Ask(ClipFinder finder, IReadOnlyList<string> queries, Action<ClipFinder, string> ask)
    {
        var milliseconds = new List<double>();
        foreach (var query in queries)
        {
            var start = Stopwatch.GetTimestamp();
            ask(finder, query);
            milliseconds.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        milliseconds.Sort();
        return new Work(queries.Count, new Figure("p50", At(milliseconds, 0.5), "ms"), new Figure("p95", At(milliseconds, 0.95), "ms"), new Figure("longest", milliseconds[^1], "ms"));
    }

    /// <summary>What `videoindex search` does besides starting: the text index's checksums are read, too.</summary>
    private static Station OpenAndSearch(string name, Lazy<string> data) => Station.Of(name, "times/s", _ =>
    {
        var (catalog, index) = Open(data.Value);
        using (catalog)
        using (index)
            new ClipFinder(catalog, new HitRanker(catalog, index, null), new SearchOptions()).Find("goal celebration");
        return new Work(1);
    });

    private static (CatalogReader, TextIndexReader) Open(string dataFolder)
    {
        var folder = Path.Combine(dataFolder, "text");
        if (!Directory.Exists(folder))
            new TextPublisher(dataFolder, folder).CatchUp(CancellationToken.None);
        return (CatalogReader.Open(dataFolder), TextIndexReader.TryOpen(folder) ?? throw new InvalidOperationException($"no text index in `{folder}`"));
    }

    private static double At(List<double> sorted, double share) => sorted[(int)Math.Ceiling(share * sorted.Count) - 1];
}
