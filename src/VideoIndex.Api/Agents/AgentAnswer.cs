using VideoIndex.Core;

namespace VideoIndex.Api;

/// <summary>What the model answered about a video, in <paramref name="UntrustedText"/>: it was steered by what the video shows.</summary>
/// <param name="Times">What was looked at, in order of time.</param>
/// <param name="Note">What is wrong with the answer; null when nothing is.</param>
public sealed record AgentAnswer(long MediaId, string UntrustedFile, string UntrustedText, string? Model, IReadOnlyList<SpanAnswer> Times, string? Note)
{
    internal static AgentAnswer From(long mediaId, string file, AskAnswer answer) =>
        new(mediaId, file, Api.UntrustedText.From(answer.Text), answer.Model, answer.Times, answer.Note);

    /// <summary>An answer that was not written to its end.</summary>
    internal static AgentAnswer Cut(long mediaId, string file, string text, IEnumerable<TimeRange> spans, string note) =>
        new(mediaId, file, Api.UntrustedText.From(text), null, [.. spans.Select(span => new SpanAnswer(span.StartMs, span.EndMs))], note);
}
