using VideoIndex.Core;

namespace VideoIndex.Api;

/// <summary>A question about a media, or about a span of it.</summary>
/// <param name="StartMs">With <paramref name="EndMs"/> the span; without both the moments whose captions answer best are looked at.</param>
/// <param name="History">What was asked and answered before, the oldest first.</param>
public sealed record AskRequest(string Question, long? StartMs = null, long? EndMs = null, IReadOnlyList<ExchangeRequest>? History = null)
{
    private const int LongestText = 2_000;
    private const int MostExchanges = 20;

    /// <exception cref="VideoIndexException">bad_option</exception>
    internal void Check(TimeSpan duration)
    {
        if (string.IsNullOrWhiteSpace(Question) || Question.Length > LongestText)
            throw new VideoIndexException(ErrorCodes.BadOption, $"the question has {Question?.Trim().Length ?? 0} characters, expected 1 to {LongestText}", "ask one thing in a sentence");
        if (History is { Count: > MostExchanges } || History?.Any(said => said is null || string.IsNullOrWhiteSpace(said.Question) || said.Question.Length > LongestText
            || string.IsNullOrWhiteSpace(said.Answer) || said.Answer.Length > LongestText) == true)
            throw new VideoIndexException(ErrorCodes.BadOption, $"history is not what was asked and answered, expected at most {MostExchanges} of 1 to {LongestText} characters each", "leave the oldest out");
        var most = (long)Math.Ceiling(duration.TotalSeconds) * 1000;
        if (StartMs is null != EndMs is null || StartMs < 0 || EndMs <= StartMs || EndMs > most)
            throw new VideoIndexException(ErrorCodes.BadOption, $"start_ms is `{StartMs}` and end_ms `{EndMs}`, expected a span in 0 to {most}, or neither", "GET /api/media/{id} tells its duration_ms");
    }

    internal IReadOnlyList<Exchange> Exchanges() => [.. (History ?? []).Select(said => new Exchange(said.Question, said.Answer))];
}

/// <summary>A question and the answer that was given to it.</summary>
public sealed record ExchangeRequest(string Question, string Answer);
