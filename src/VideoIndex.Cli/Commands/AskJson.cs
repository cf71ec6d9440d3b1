using VideoIndex.Vision;

namespace VideoIndex.Cli.Commands;

/// <summary>The answer of <c>ask --json</c>.</summary>
/// <param name="Model">Name and content hash: <c>sample@1f2e3d4c</c>.</param>
/// <param name="Note">What is wrong with the answer.</param>
/// <param name="Probabilities">Of each choice, with <c>--choices</c>.</param>
/// <param name="Covered">How likely the model was to begin with any of the choices.</param>
internal sealed record AskJson(
    string Text, IReadOnlyList<int> TokenIds, IReadOnlyList<int> PromptTokenIds, string Model, string Device, string Precision, long Ms,
    string? Stop = null, string? Note = null, IReadOnlyDictionary<string, double>? Probabilities = null, double? Covered = null)
{
    public static AskJson From(SmolVlm model, ChatAnswer answer, TimeSpan took) => new(
        answer.Text, answer.TokenIds, answer.PromptTokenIds, model.Name, model.Device, model.Precision.Name(), (long)took.TotalMilliseconds,
        StopWord(answer.Stop), answer.Note);

    public static AskJson From(SmolVlm model, ChosenAnswer chosen, TimeSpan took) => new(
        chosen.Answer.Best.Choice, model.Tokenizer.EncodePlain(" " + chosen.Answer.Best.Choice), chosen.PromptTokenIds,
        model.Name, model.Device, model.Precision.Name(), (long)took.TotalMilliseconds,
        Probabilities: chosen.Answer.Choices.ToDictionary(c => c.Choice, c => Math.Round(c.Probability, 6)), Covered: Math.Round(chosen.Answer.Covered, 6));

    private static string StopWord(StopReason stop) => stop switch
    {
        StopReason.EndToken => "end",
        StopReason.MaxNewTokens => "max_new_tokens",
        StopReason.Repetition => "repetition",
        StopReason.StopText => "stop_text",
        _ => "not_finite",
    };
}
