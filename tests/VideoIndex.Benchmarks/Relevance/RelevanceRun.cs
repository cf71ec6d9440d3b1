using System.Globalization;

namespace VideoIndex.Benchmarks.Relevance;

/// <summary><c>relevance fit ANNOTATIONS [EMBEDDER...]</c>: fits the ranking on people's sentences and writes what it gives.</summary>
internal static class RelevanceRun
{
    public static void Fit(string annotations, IReadOnlyList<string> embedders)
    {
        using var folder = new BenchmarkFolder();
        var measured = new List<MeasuredSet>();
        foreach (var set in RetrievalSets.Build(annotations))
        {
            foreach (var embedder in embedders)
            {
                using var searched = new SearchedSet(set, embedder, folder.NewFolder(set.Name));
                measured.Add(new MeasuredSet(set.Name, NameOf(embedder), searched.Dimensions, searched.MeasureQueries()));
                Console.Error.WriteLine($"{set.Name}, {NameOf(embedder)}: {set.Captions.Count} captions, {set.Queries.Count} queries");
            }
        }

        Keep("relevance-fit", "Ranking fitted on people's sentences", RelevanceReport.Of(new RelevanceFit(measured)));
    }

    public static void Confidence(string annotations, IReadOnlyList<string> embedders)
    {
        using var folder = new BenchmarkFolder();
        var sets = RetrievalSets.Build(annotations).ToList();
        var words = sets.SelectMany(set => set.Captions).SelectMany(line => line.Key.Split(' ')).Where(word => word.Length >= 5).Distinct().ToList();
        var judged = new List<JudgedSet>();
        foreach (var set in sets.Where(set => set.Name != RelevanceFit.JudgedOnly))
        {
            var others = sets.Where(other => other.Name != set.Name).SelectMany(other => Some(other.Queries).Select(query => (other.Name, query.Text))).Concat(OtherQuestions.All(words)).ToList();
            foreach (var embedder in embedders)
            {
                using var searched = new SearchedSet(set, embedder, folder.NewFolder(set.Name));
                judged.Add(new JudgedSet(set.Name, NameOf(embedder), searched.Dimensions, searched.JudgeAnswers(others)));
                Console.Error.WriteLine($"{set.Name}, {NameOf(embedder)}: {set.Queries.Count} queries of its own, {others.Count} others");
            }
        }

        Keep("relevance-confidence", "When nothing matches", ConfidenceReport.Of(new ConfidenceFit(judged)));
    }

    /// <summary>A hundred and fifty, evenly spread.</summary>
    private static IEnumerable<RetrievalSet.Line> Some(IReadOnlyList<RetrievalSet.Line> queries) =>
        queries.Where((_, i) => i % Math.Max(1, queries.Count / 150) == 0).Take(150);

    private static string NameOf(string embedder) => Path.GetFileName(Path.TrimEndingDirectorySeparator(embedder));

    private static void Keep(string name, string title, string page)
    {
        var date = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var file = Path.Combine(BenchmarkFolder.Results, $"{name}-{date}.md");
        File.WriteAllText(file, $"# {title}, {date}\n\n{page}");
        Console.WriteLine(page);
        Console.Error.WriteLine($"kept in {file}");
    }
}
