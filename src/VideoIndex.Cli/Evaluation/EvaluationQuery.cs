using System.Text.Json;
using VideoIndex.Core;
using VideoIndex.Search;

namespace VideoIndex.Cli.Evaluation;

/// <summary>A query and the moment that answers it.</summary>
internal sealed record EvaluationQuery(string Query, string Media, TimeRange Span)
{
    /// <summary>The share of common time that a found span and the right one have: 0 for another media, 1 for the very moment.</summary>
    /// <param name="path">As an answer names the media: a path, or <c>import:/NAME</c>.</param>
    public double Overlap(string path, TimeRange span)
    {
        var name = path.StartsWith(Clip.ImportPrefix, StringComparison.Ordinal) ? path[Clip.ImportPrefix.Length..].TrimStart('/') : path;
        if (name != Media.TrimStart('/') && name != Media && Path.GetFileName(path) != Media)
            return 0;
        var shared = Math.Min(span.EndMs, Span.EndMs) - Math.Max(span.StartMs, Span.StartMs);
        return shared <= 0 ? 0 : (double)shared / (Math.Max(span.EndMs, Span.EndMs) - Math.Min(span.StartMs, Span.StartMs));
    }

    /// <exception cref="VideoIndexException"><c>bad_option</c>: no such file, or a line that is no query.</exception>
    public static IReadOnlyList<EvaluationQuery> ReadFile(string file)
    {
        if (!File.Exists(file))
            throw new VideoIndexException(ErrorCodes.BadOption, $"cannot read the queries `{file}`: there is no such file", "check the path");
        var queries = File.ReadLines(file).Select((line, i) => (line, i)).Where(row => !string.IsNullOrWhiteSpace(row.line)).Select(row => Parse(row.line, row.i + 1, file)).ToList();
        return queries.Count > 0
            ? queries
            : throw new VideoIndexException(ErrorCodes.BadOption, $"`{file}` holds no query", """give lines of {"query","media","start_ms","end_ms"}""");
    }

    private static EvaluationQuery Parse(string line, int number, string file)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            var row = json.RootElement;
            return new EvaluationQuery(
                row.GetProperty("query").GetString() ?? "", row.GetProperty("media").GetString() ?? "",
                TimeRange.FromMs(row.GetProperty("start_ms").GetInt64(), row.GetProperty("end_ms").GetInt64()));
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new VideoIndexException(ErrorCodes.BadOption,
                $"line {number} of `{file}` is not a query: {e.Message}", """expected {"query":"...","media":"...","start_ms":0,"end_ms":1000}""", e);
        }
    }
}
