using VideoIndex.Core;

namespace VideoIndex.Benchmarks.Relevance;

/// <summary>Moments described by one person (captions) and looked for in the words of another (queries).</summary>
internal sealed record RetrievalSet(string Name, IReadOnlyList<RetrievalSet.Line> Captions, IReadOnlyList<RetrievalSet.Line> Queries)
{
    /// <summary>A sentence about a span of a media.</summary>
    internal sealed record Line(string Media, TimeRange Span, string Text)
    {
        /// <summary>The sentence for comparing: the same words in other case or punctuation are the same sentence.</summary>
        public string Key => string.Join(' ', Text.ToLowerInvariant().Split([.. " .,;:!?'\"-"], StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>Leaves out queries whose sentence is among the captions, or came before.</summary>
    public static RetrievalSet From(string name, IEnumerable<Line> captions, IEnumerable<Line> queries, int mostQueries)
    {
        var kept = captions.ToList();
        var seen = kept.Select(line => line.Key).ToHashSet();
        var asked = queries.Where(line => seen.Add(line.Key)).ToList();
        var step = Math.Max(1.0, (double)asked.Count / mostQueries);
        return new RetrievalSet(name, kept, [.. Enumerable.Range(0, (int)(asked.Count / step)).Select(i => asked[(int)(i * step)])]);
    }
}
