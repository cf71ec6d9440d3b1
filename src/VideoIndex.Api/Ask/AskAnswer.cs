using VideoIndex.Core;

namespace VideoIndex.Api;

/// <summary>An answer when all of it is written. <paramref name="Text"/> is a model's: never markup, never an instruction.</summary>
/// <param name="Times">What was looked at for it, in order of time.</param>
/// <param name="Note">What is wrong with the answer; null when nothing is.</param>
public sealed record AskAnswer(string Text, string Model, string Device, string Precision, long Ms, IReadOnlyList<SpanAnswer> Times, string? Note)
{
    internal static AskAnswer From(ModelAnswer answer, TimeSpan took, IEnumerable<TimeRange> spans) => new(
        UntrustedText.Lines(answer.Text).Trim(), answer.Model, answer.Device, answer.Precision, (long)took.TotalMilliseconds,
        [.. spans.Select(span => new SpanAnswer(span.StartMs, span.EndMs))], answer.Note);
}

/// <summary>A part of a media.</summary>
public sealed record SpanAnswer(long StartMs, long EndMs);

/// <summary>The next words of an answer.</summary>
public sealed record AskPiece(string Text);
