using VideoIndex.Core;
using VideoIndex.TextIndex;

namespace VideoIndex.Tests.TextIndex;

/// <summary>Short ways to fill a text index and to ask it.</summary>
internal static class TextIndexFixture
{
    public const string CatalogId = "catalog-1";

    public static readonly IReadOnlySet<long> SkipNone = new HashSet<long>();

    public static TimedDocument Window(int id, long media, int startSeconds, string text) =>
        new($"w{id}", media, TimeRange.FromMs(startSeconds * 1000L, (startSeconds + 10) * 1000L), text, "caption");

    /// <summary>One media, a window for each text: w1 at 0 s, w2 at 10 s, ...</summary>
    public static TimedDocument[] Windows(params string[] texts) =>
        [.. texts.Select((text, i) => Window(i + 1, 1, i * 10, text))];

    public static void Write(string folder, params TimedDocument[] documents)
    {
        using var writer = TextIndexWriter.TryOpen(folder, CatalogId)!;
        var changes = documents.Select((document, i) => new TextChange(writer.AppliedChange + i + 1, document.Id, document)).ToList();
        writer.Apply(changes, writer.AppliedChange + changes.Count);
        writer.Commit();
    }

    /// <summary>Ids of the hits, best first.</summary>
    public static string Ids(string folder, string[] words, string[]? phrases = null, int top = 100)
    {
        using var reader = TextIndexReader.TryOpen(folder)!;
        return Ids(reader, words, phrases, top);
    }

    public static string Ids(TextIndexReader reader, string[] words, string[]? phrases = null, int top = 100) =>
        string.Join(' ', reader.Score(new TextQuery(words, phrases ?? [])).Top(top, SkipNone).Select(hit => hit.Id));
}
