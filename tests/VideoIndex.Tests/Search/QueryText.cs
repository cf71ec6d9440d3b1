using VideoIndex.Catalog;
using VideoIndex.Core;
using VideoIndex.Search;

namespace VideoIndex.Tests.Search;

/// <summary>A query that was understood, as a line: <c>corner THEN(30) goal | -replay | in:a</c>.</summary>
internal static class QueryText
{
    public static string Of(SearchQuery query)
    {
        var parts = query.Parts.Select(part => $"{Of(part.Link)}{string.Join(' ', part.Text.Wanted.Select(Of).Concat(part.Text.Unwanted.Select(one => "-" + Of(one))))}");
        return string.Join(' ', parts) + Of(query.Filter);
    }

    public static IEnumerable<string> AllText(SearchQuery query) =>
        query.Parts.SelectMany(part => part.Text.Wanted.Concat(part.Text.Unwanted)).SelectMany(Texts);

    private static string Of(PartLink? link) => link is null ? "" : $"{link.Order.ToString().ToUpperInvariant()}({link.Gap.TotalSeconds:0.##}) ";

    private static string Of(TextClause clause) => clause switch
    {
        TextClause.Word word => word.Text,
        TextClause.Phrase phrase => $"\"{phrase.Text}\"",
        TextClause.Prefix prefix => prefix.Text + "*",
        TextClause.AnyOf any => $"({string.Join('|', any.Clauses.Select(Of))})",
        TextClause.From from => $"{from.Source}:{Of(from.Clause)}",
        _ => "<all>",
    };

    private static IEnumerable<string> Texts(TextClause clause) => clause switch
    {
        TextClause.Word word => [word.Text],
        TextClause.Phrase phrase => [phrase.Text],
        TextClause.Prefix prefix => [prefix.Text],
        TextClause.AnyOf any => any.Clauses.SelectMany(Texts),
        TextClause.From from => Texts(from.Clause),
        _ => [],
    };

    private static string Of(MediaFilter filter)
    {
        var lines = new List<string>();
        lines.AddRange(filter.In.Select(name => $"in:{name}"));
        lines.AddRange(filter.NotIn.Select(name => $"-in:{name}"));
        lines.AddRange(filter.Extensions.Select(name => $"ext:{name}"));
        lines.AddRange(filter.NotExtensions.Select(name => $"-ext:{name}"));
        lines.AddRange(filter.Models.Select(name => $"model:{name}"));
        lines.AddRange(filter.NotModels.Select(name => $"-model:{name}"));
        lines.Add(filter.AtLeast is { } least ? $">={least}" : "");
        lines.Add(filter.AtMost is { } most ? $"<={most}" : "");
        lines.Add(filter.From is { } from ? $"from {from:yyyy-MM-dd HH:mm}" : "");
        lines.Add(filter.Before is { } before ? $"before {before:yyyy-MM-dd HH:mm}" : "");
        lines.Add(filter.State?.ToString() ?? "");
        return string.Concat(lines.Where(line => line.Length > 0).Select(line => " | " + line));
    }
}
