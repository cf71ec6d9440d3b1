using System.Text.Encodings.Web;
using System.Text.Json;

namespace VideoIndex.Benchmarks.Relevance;

/// <summary>Writes retrieval sets as files: <c>NAME.captions.jsonl</c> for <c>videoindex import</c>, <c>NAME.queries.jsonl</c> for <c>videoindex evaluate</c>.</summary>
internal static class SetFiles
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(string annotations, string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var set in RetrievalSets.Build(annotations).Concat(RetrievalSets.BuildLong(annotations)))
        {
            File.WriteAllLines(Path.Combine(folder, $"{set.Name}.captions.jsonl"), set.Captions.Select(line =>
                JsonSerializer.Serialize(new { media = line.Media, start_ms = line.Span.StartMs, end_ms = line.Span.EndMs, text = line.Text }, Plain)));
            File.WriteAllLines(Path.Combine(folder, $"{set.Name}.queries.jsonl"), set.Queries.Select(line =>
                JsonSerializer.Serialize(new { query = line.Text, media = line.Media, start_ms = line.Span.StartMs, end_ms = line.Span.EndMs }, Plain)));
            Console.Error.WriteLine($"{set.Name}: {set.Captions.Count} captions, {set.Queries.Count} queries");
        }
    }
}
