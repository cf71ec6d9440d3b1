using System.Text.RegularExpressions;

namespace VideoIndex.EndToEnd.Tests.MainJob;

/// <summary>Queries whose wrong answers look nearly right: the captions of the sample films that name one colour, and the same with the next colour.</summary>
internal static partial class HardQueries
{
    private static readonly string[] s_colours = ["red", "blue", "green", "yellow", "black", "white", "orange", "pink"];

    /// <summary>Each query once, with the scenes that show it; none where nothing in the films does.</summary>
    public static IEnumerable<(string Query, IReadOnlyList<SceneTruth> Right)> Of(IReadOnlyList<SceneTruth> scenes) =>
        from caption in scenes.Select(scene => scene.FirstCaption).Distinct(StringComparer.Ordinal)
        where Colour().Count(caption) == 1
        from query in (string[])[caption, Colour().Replace(caption, colour => Next(colour.Value))]
        select (query, (IReadOnlyList<SceneTruth>)[.. scenes.Where(scene => scene.Captions.Contains(query))]);

    private static string Next(string colour) => s_colours[(Array.IndexOf(s_colours, colour) + 1) % s_colours.Length];

    [GeneratedRegex(@"\b(red|blue|green|yellow|black|white|orange|pink)\b")]
    private static partial Regex Colour();
}
