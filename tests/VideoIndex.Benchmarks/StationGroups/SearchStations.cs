using System.Diagnostics;
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
        yield return OpenAndSearch("open and search once, sample films", sampleData);
        yield return OpenAndSearch("open and search once, 100,000 windows", writtenData);
    }

    /// <summary>Queries one after another, catalog and index open.</summary>
    private static Station Search(string name, Lazy<string> data, IReadOnlyList<string> queries)
    {
        (CatalogReader Catalog, TextIndexReader Index)? open = null;
        return Station.Of(name, "queries/s", _ => Ask(new ClipFinder(open!.Value.Catalog, open.Value.Index, new SearchOptions()), queries)) with
        {
            Before = () => open = Open(data.Value),
            After = () =>
            {
                open?.Catalog.Dispose();
                open?.Index.Dispose();
            },
        };
    }

    private static Work Ask(ClipFinder finder, IReadOnlyList<string> queries)
    {
        var milliseconds = new List<double>();
        foreach (var query in queries)
        {
            var start = Stopwatch.GetTimestamp();
            if (finder.Find(query).NoMatch)
                throw new InvalidOperationException($"`{query}` finds nothing: there is nothing to time");
            milliseconds.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        milliseconds.Sort();
        return new Work(queries.Count, new Figure("p50", At(milliseconds, 0.5), "ms"), new Figure("p95", At(milliseconds, 0.95), "ms"));
    }

    /// <summary>What `videoindex search` does besides starting: the text index's checksums are read, too.</summary>
    private static Station OpenAndSearch(string name, Lazy<string> data) => Station.Of(name, "times/s", _ =>
    {
        var (catalog, index) = Open(data.Value);
        using (catalog)
        using (index)
            new ClipFinder(catalog, index, new SearchOptions()).Find("goal celebration");
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
