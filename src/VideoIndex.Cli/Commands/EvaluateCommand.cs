using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using VideoIndex.Cli.Evaluation;
using VideoIndex.Cli.Output;
using VideoIndex.Core;
using VideoIndex.Search;

namespace VideoIndex.Cli.Commands;

/// <summary><c>videoindex evaluate QUERIES.jsonl</c></summary>
internal static class EvaluateCommand
{
    /// <summary>Hits, or clips, that are looked at.</summary>
    private const int Depth = 100;

    private static readonly HashSet<long> None = [];

    private static readonly (string Name, Ranker Ranker)[] Rankers = [("bm25", Ranker.Words), ("vectors", Ranker.Meaning), ("hybrid", Ranker.Hybrid)];

    private static readonly Argument<string> Queries = new("QUERIES") { Description = "lines of {\"query\",\"media\",\"start_ms\",\"end_ms\"}" };

    private static readonly Option<bool> Clips = new("--clips") { Description = "judge joined clips, not single hits" };

    private static readonly Option<bool> Write = new("--write") { Description = "also keep the table, with its date, in tests/VideoIndex.Benchmarks/results" };

    private static readonly Option<bool> Json = GlobalOptions.Json();

    private static readonly Option<string?> Embedder = GlobalOptions.Embedder();

    public static Command Create()
    {
        var command = new Command("evaluate", "Measures how well words, vectors and both find moments that are known") { Queries, Clips, Json, Write, Embedder };
        command.SetAction((parsed, _) => RunAsync(parsed));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed)
    {
        var queries = EvaluationQuery.ReadFile(parsed.GetValue(Queries)!);
        var data = GlobalOptions.DataFolder(parsed);
        using var parts = await SearchParts.OpenAsync(data, EmbedderChoice.From(parsed.GetValue(Embedder), data));
        var rankers = Rankers.Where(ranker => parts.Meaning is not null || ranker.Ranker == Ranker.Words).ToList();
        if (rankers.Count == 1)
            Terminal.Say("note: without vectors there is nothing to compare: only words are judged");
        var answers = rankers.Select(ranker => Ask(parts, ranker.Ranker, queries, parsed.GetValue(Clips))).ToList();
        var scores = rankers.Zip(answers, (ranker, answer) => RankerScore.From(ranker.Name, answer.Found, answer.Milliseconds)).ToList();
        var table = Table(queries.Count, scores, answers.Select(answer => answer.Found), parsed.GetValue(Clips), parts.Embedder);
        if (parsed.GetValue(Json))
            JsonOutput.Write(new { Queries = queries.Count, Rankers = scores });
        else
            Console.Write(table);
        if (parsed.GetValue(Write))
            Keep(table, Path.GetFileNameWithoutExtension(parsed.GetValue(Queries)!));
        return ExitCode.Found;
    }

    private static (List<FoundMoment> Found, List<double> Milliseconds) Ask(SearchParts parts, Ranker ranker, IReadOnlyList<EvaluationQuery> queries, bool clips)
    {
        var (moments, times) = (new List<FoundMoment>(), new List<double>());
        var ranking = parts.Ranker(ranker);
        var finder = parts.Finder(ranker, new SearchOptions { Limit = Depth, LeastConfidence = 0, CollapsesAlike = false });
        foreach (var query in queries)
        {
            var start = Stopwatch.GetTimestamp();
            var found = clips ? FindClips(finder, query.Query) : FindHits(parts, ranking, query.Query);
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            moments.Add(new FoundMoment([.. found.Select(hit => query.Overlap(hit.Path, hit.Span))]));
        }

        return (moments, times);
    }

    private static List<(string Path, TimeRange Span)> FindClips(ClipFinder finder, string query) =>
        [.. finder.Find(query).Clips.Select(clip => (clip.Path, clip.Span))];

    private static List<(string Path, TimeRange Span)> FindHits(SearchParts parts, HitRanker ranker, string query)
    {
        using var ranking = ranker.For(QueryParser.Parse(query).Parts[0].Text);
        var hits = ranking.Take(Depth, None);
        var paths = parts.Catalog.PathsOf([.. hits.Select(hit => hit.Document.MediaId).Distinct()]);
        return [.. hits.Where(hit => paths.ContainsKey(hit.Document.MediaId)).Select(hit => (paths[hit.Document.MediaId], hit.Document.Span))];
    }

    private static string Table(int queries, IEnumerable<RankerScore> scores, IEnumerable<IReadOnlyList<FoundMoment>> answers, bool clips, string? embedder)
    {
        var text = new StringBuilder();
        var culture = CultureInfo.InvariantCulture;
        text.Append(culture, $"{queries} queries, {(clips ? "joined clips" : "single hits")}, embedder {embedder ?? "none"}; brackets: 95 % of resampled query sets\n\n");
        text.Append("| ranker | R@1 | R@5 | R@10 | R@100 | MRR@10 | nDCG@10 | mAP | p50 ms | p95 ms |\n| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n");
        foreach (var (score, found) in scores.Zip(answers))
        {
            var recall = Bootstrap.Interval([.. found.Select(moment => moment.Place is >= 1 and <= 10 ? 1.0 : 0)]);
            var reciprocal = Bootstrap.Interval([.. found.Select(moment => moment.Place is >= 1 and <= 10 ? 1.0 / moment.Place : 0)]);
            text.Append(culture, $"| {score.Ranker} | {score.RecallAt1:0.000} | {score.RecallAt5:0.000} | {score.RecallAt10:0.000} [{recall.Low:0.000}, {recall.High:0.000}] | {score.RecallAt100:0.000} | {score.MrrAt10:0.000} [{reciprocal.Low:0.000}, {reciprocal.High:0.000}] | {score.NdcgAt10:0.000} | {score.Map:0.000} | {score.P50Ms:0.00} | {score.P95Ms:0.00} |\n");
        }

        return text.ToString();
    }

    private static void Keep(string table, string name)
    {
        var folder = Path.Combine(Samples.Root, "tests", "VideoIndex.Benchmarks", "results");
        Directory.CreateDirectory(folder);
        var date = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var file = Path.Combine(folder, $"relevance-{date}.md");
        File.AppendAllText(file, $"## {date}, {name}\n\n{table}\n");
        Terminal.Say($"kept in {file}");
    }
}
