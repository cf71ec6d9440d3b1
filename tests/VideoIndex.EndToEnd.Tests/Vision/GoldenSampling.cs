using System.Text.Json.Serialization;

namespace VideoIndex.EndToEnd.Tests.Vision;

/// <summary>A row of the reference's sampling table: settings, and the first step's tokens and probabilities over its own logits.</summary>
/// <param name="Of">The array of logits: <c>CASE/logits</c>.</param>
/// <param name="Kept">How many tokens the settings leave.</param>
internal sealed record GoldenSampling(
    [property: JsonPropertyName("of")] string Of,
    [property: JsonPropertyName("temperature")] double Temperature,
    [property: JsonPropertyName("top_p")] double TopP,
    [property: JsonPropertyName("top_k")] int TopK,
    [property: JsonPropertyName("repetition_penalty")] double RepetitionPenalty,
    [property: JsonPropertyName("kept")] int Kept,
    [property: JsonPropertyName("first_ids")] IReadOnlyList<int> FirstIds,
    [property: JsonPropertyName("first_probabilities")] IReadOnlyList<double> FirstProbabilities);
