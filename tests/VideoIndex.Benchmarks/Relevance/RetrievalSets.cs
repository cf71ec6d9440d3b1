using System.Globalization;
using System.Text.Json;
using VideoIndex.Core;

namespace VideoIndex.Benchmarks.Relevance;

/// <summary>Builds retrieval sets from people's annotations of videos.</summary>
/// <remarks>
/// Of two sentences about one moment of a media (IoU at least one half) the first is a caption, the others are queries; all other
/// sentences are captions too, and only make it harder. YouCook2 has one sentence a moment: it is cut at its middle <c>and</c>, the first half
/// is the caption, the second the query, so there the words hardly ever meet.
/// </remarks>
internal static class RetrievalSets
{
    /// <summary>Two thousand queries give an interval of about two points.</summary>
    private const int MostQueries = 2_000;

    private static readonly TimeSpan Window = TimeSpan.FromSeconds(10);

    public static IEnumerable<RetrievalSet> Build(string annotations)
    {
        yield return Paired("tvr", Tvr(Path.Combine(annotations, "tvr", "tvr_val_release.jsonl")));
        yield return Paired("didemo", new[] { "val", "test" }.SelectMany(part => DiDeMo(Path.Combine(annotations, "didemo", $"{part}_data.json"))));
        yield return Paired("charades-sta", Charades(Path.Combine(annotations, "charades-sta", "charades_sta_test.txt")));
        yield return Msvd(Path.Combine(annotations, "msvd", "captions_msvd.json"));
        yield return YouCook(Path.Combine(annotations, "youcook2", "yc2_annotations_trainval.json"));
    }

    /// <summary>
    /// Sets of moments that are longer than a window: each caption is cut into windows of ten seconds that all say the same, as a model says
    /// much the same of what goes on; asked for are the moments of two windows and more. For joined clips.
    /// </summary>
    public static IEnumerable<RetrievalSet> BuildLong(string annotations) =>
        Build(annotations).Where(set => set.Name is "tvr" or "youcook2-halves").Select(set => new RetrievalSet(
            $"{set.Name}-windows",
            [.. set.Captions.SelectMany(Windows)],
            [.. set.Queries.Where(query => query.Span.Length >= 2 * Window)]));

    /// <summary>What is left in the end is a window of its own when it is half a window or more, else it belongs to the one before.</summary>
    private static IEnumerable<RetrievalSet.Line> Windows(RetrievalSet.Line line)
    {
        for (var start = line.Span.Start; start < line.Span.End;)
        {
            var end = line.Span.End - start < 1.5 * Window ? line.Span.End : start + Window;
            yield return line with { Span = new TimeRange(start, end) };
            start = end;
        }
    }

    private static RetrievalSet Paired(string name, IEnumerable<RetrievalSet.Line> lines)
    {
        var captions = new List<RetrievalSet.Line>();
        var queries = new List<RetrievalSet.Line>();
        foreach (var media in lines.GroupBy(line => line.Media))
        {
            var told = new List<TimeRange>();
            foreach (var line in media)
            {
                var isTold = told.Exists(span => Overlap(span, line.Span) >= 0.5);
                (isTold ? queries : captions).Add(line);
                if (!isTold)
                    told.Add(line.Span);
            }
        }

        return RetrievalSet.From(name, captions, queries, MostQueries);
    }

    /// <summary>What two spans share, of what they cover together.</summary>
    public static double Overlap(TimeRange a, TimeRange b)
    {
        var shared = Math.Max(0, Math.Min(a.EndMs, b.EndMs) - Math.Max(a.StartMs, b.StartMs));
        return shared / (double)(Math.Max(a.EndMs, b.EndMs) - Math.Min(a.StartMs, b.StartMs));
    }

    private static IEnumerable<RetrievalSet.Line> Tvr(string file)
    {
        foreach (var row in File.ReadLines(file))
        {
            using var json = JsonDocument.Parse(row);
            var (start, end) = (json.RootElement.GetProperty("ts")[0].GetDouble(), json.RootElement.GetProperty("ts")[1].GetDouble());
            if (end > start)
                yield return Line(json.RootElement.GetProperty("vid_name").GetString()!, start, end, json.RootElement.GetProperty("desc").GetString()!);
        }
    }

    /// <summary>Moments are pieces of five seconds; several people said where a sentence belongs, the most frequent answer counts.</summary>
    private static IEnumerable<RetrievalSet.Line> DiDeMo(string file)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(file));
        foreach (var row in json.RootElement.EnumerateArray())
        {
            var (first, last) = row.GetProperty("times").EnumerateArray().Select(time => (time[0].GetInt32(), time[1].GetInt32()))
                .CountBy(time => time).MaxBy(time => time.Value).Key;
            yield return Line(row.GetProperty("video").GetString()!, 5 * first, 5 * (last + 1), row.GetProperty("description").GetString()!);
        }
    }

    private static IEnumerable<RetrievalSet.Line> Charades(string file)
    {
        foreach (var row in File.ReadLines(file))
        {
            if (row.Split("##") is not [var place, var text] || place.Split(' ') is not [var media, var start, var end])
                continue;
            var (from, to) = (double.Parse(start, CultureInfo.InvariantCulture), double.Parse(end, CultureInfo.InvariantCulture));
            if (to > from)
                yield return Line(media, from, to, text);
        }
    }

    /// <summary>The first sentence of a clip is its caption, one from the middle of the others the query.</summary>
    private static RetrievalSet Msvd(string file)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(file));
        var captions = new List<RetrievalSet.Line>();
        var queries = new List<RetrievalSet.Line>();
        foreach (var clip in json.RootElement.EnumerateObject())
        {
            var parts = clip.Name.Split('_');
            var media = string.Join('_', parts[..^2]);
            var (start, end) = (double.Parse(parts[^2], CultureInfo.InvariantCulture), double.Parse(parts[^1], CultureInfo.InvariantCulture));
            var sentences = clip.Value.EnumerateArray().Select(text => text.GetString()!).ToList();
            captions.Add(Line(media, start, end, sentences[0]));
            queries.Add(Line(media, start, end, sentences[sentences.Count / 2]));
        }

        return RetrievalSet.From("msvd", captions, queries, MostQueries);
    }

    private static RetrievalSet YouCook(string file)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(file));
        var captions = new List<RetrievalSet.Line>();
        var queries = new List<RetrievalSet.Line>();
        foreach (var media in json.RootElement.GetProperty("database").EnumerateObject().Where(media => media.Value.GetProperty("subset").GetString() == "validation"))
        {
            foreach (var moment in media.Value.GetProperty("annotations").EnumerateArray())
            {
                var (start, end) = (moment.GetProperty("segment")[0].GetDouble(), moment.GetProperty("segment")[1].GetDouble());
                var (caption, query) = Halves(moment.GetProperty("sentence").GetString()!);
                captions.Add(Line(media.Name, start, end, caption));
                if (query is not null)
                    queries.Add(Line(media.Name, start, end, query));
            }
        }

        return RetrievalSet.From("youcook2-halves", captions, queries, MostQueries);
    }

    private static (string Caption, string? Query) Halves(string sentence)
    {
        var parts = sentence.Split(" and ");
        var (first, second) = (string.Join(" and ", parts[..((parts.Length + 1) / 2)]), string.Join(" and ", parts[((parts.Length + 1) / 2)..]));
        return second.Split(' ').Length >= 3 && first.Split(' ').Length >= 3 ? (first, second) : (sentence, null);
    }

    private static RetrievalSet.Line Line(string media, double start, double end, string text) =>
        new(media, TimeRange.FromMs((long)(start * 1000), (long)(end * 1000)), text.Trim());
}
