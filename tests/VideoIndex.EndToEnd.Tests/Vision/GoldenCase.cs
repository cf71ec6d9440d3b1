using System.Text.Json.Serialization;

namespace VideoIndex.EndToEnd.Tests.Vision;

/// <summary>One case of a <c>golden/cases.json</c>: what the reference implementation was asked, and what it wrote.</summary>
/// <param name="Pictures">File names, in the order of the prompt.</param>
/// <param name="Preparation"><c>none</c>, <c>squash</c>, or <c>split R x C and global</c>.</param>
/// <param name="GreedyMargins">First minus second logit of each greedy choice: one below twice a tolerance proves nothing.</param>
internal sealed record GoldenCase(
    [property: JsonPropertyName("case")] string Name,
    [property: JsonPropertyName("pictures")] IReadOnlyList<string> Pictures,
    [property: JsonPropertyName("preparation")] string Preparation,
    [property: JsonPropertyName("prompt")] string Prompt,
    [property: JsonPropertyName("input_ids")] IReadOnlyList<int> InputIds,
    [property: JsonPropertyName("greedy_ids")] IReadOnlyList<int> GreedyIds,
    [property: JsonPropertyName("greedy_margins")] IReadOnlyList<double> GreedyMargins,
    [property: JsonPropertyName("greedy_text")] string GreedyText);
