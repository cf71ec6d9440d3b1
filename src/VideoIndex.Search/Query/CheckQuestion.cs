using VideoIndex.Core;

namespace VideoIndex.Search;

/// <summary>What a model is asked about a clip, so that it can say yes or no. A pure rule.</summary>
public static class CheckQuestion
{
    /// <summary>Longer ones are descriptions of their own; the model reads the beginning.</summary>
    private const int LongestWords = 300;

    public static IReadOnlyList<string> Answers { get; } = ["yes", "no"];

    /// <summary>The question for a query as it was understood; null where nothing in it can be seen: what is spoken, files and dates.</summary>
    public static string? Of(SearchQuery query)
    {
        var moments = query.Parts.Select(part => new TextQuery([.. part.Text.Wanted.Where(clause => clause is not TextClause.From { Source: ClauseReader.Cue })], []).PlainText)
            .Where(words => words.Length > 0).ToList();
        return moments.Count == 0 ? null : About(string.Join(", then ", moments));
    }

    /// <summary>The question whether a clip shows what a line of text tells. Of nine wordings the one that the sample model answers best.</summary>
    public static string About(string words)
    {
        var line = words.Trim().TrimEnd('.');
        if (line.Length > LongestWords)
            line = line[..LongestWords];
        var first = line.Length > 1 && char.IsLower(line[1]) || line.Length > 1 && line[1] == ' ' ? char.ToLowerInvariant(line[0]) : line.FirstOrDefault();
        return $"Does this clip show {first}{(line.Length > 0 ? line[1..] : "")}? Answer yes or no.";
    }
}
