using System.Diagnostics;
using VideoIndex.Catalog;
using VideoIndex.Core;
using VideoIndex.Search;

namespace VideoIndex.Api;

/// <summary>Answers questions about media: finds what to look at, waits for the model, cleans what it says. Thread-safe.</summary>
internal sealed class MediaTalk(ServeParts parts, MediaFiles files, LiveIndex index, AskQueue queue)
{
    /// <summary>Moments looked at for a question about a whole file: each takes its share of the pictures.</summary>
    private const int MostMoments = 3;

    /// <summary>A question that can be answered, with its place in the queue.</summary>
    /// <exception cref="VideoIndexException">not_found, bad_option, busy, model_missing</exception>
    public Question Prepare(long id, AskRequest request)
    {
        var row = files.Row(id);
        request.Check(row.Duration);
        var path = MediaFiles.Find(row);
        var asker = parts.Asker ?? throw new VideoIndexException(ErrorCodes.ModelMissing, "this server has no model to ask", "start it with `videoindex serve --model NAME`");
        var spans = request is { StartMs: { } start, EndMs: { } end } ? [TimeRange.FromMs(start, end)] : BestSpans(row, request.Question);
        return new Question(asker, new ClipQuestion(path, spans, request.Question.Trim(), request.Exchanges()), queue.Take());
    }

    /// <summary>The moments whose captions answer best, in order of time; all of the media when none does.</summary>
    private IReadOnlyList<TimeRange> BestSpans(MediaRow row, string question)
    {
        try
        {
            var found = index.Find(question, new SearchOptions { Limit = MostMoments, ClipsPerMedia = MostMoments, LeastConfidence = 0, CollapsesAlike = false, Media = row.Id }).Result;
            if (found.Clips.Count > 0)
                return [.. found.Clips.Select(clip => clip.Span with { End = clip.Span.End < row.Duration ? clip.Span.End : row.Duration })
                    .Where(span => span.Length > TimeSpan.Zero).OrderBy(span => span.Start)];
        }
        catch (VideoIndexException trouble) when (trouble.Code == ErrorCodes.BadQuery)
        {
            // a question need not be a query
        }

        return [new TimeRange(TimeSpan.Zero, row.Duration)];
    }

    /// <summary>A question in the queue.</summary>
    internal sealed class Question(IClipAsker asker, ClipQuestion question, AskQueue.Place place) : IDisposable
    {
        /// <summary>What is looked at for it.</summary>
        public IReadOnlyList<TimeRange> Spans => question.Spans;

        /// <param name="onText">Gets each piece of the answer, cleaned.</param>
        /// <exception cref="VideoIndexException">What the model or the file are missing.</exception>
        public async Task<AskAnswer> AnswerAsync(Action<string> onText, CancellationToken cancel)
        {
            await place.ComesUpAsync(cancel);
            var start = Stopwatch.GetTimestamp();
            var answer = await asker.AskAsync(question, text => onText(UntrustedText.Lines(text)), cancel);
            return AskAnswer.From(answer, Stopwatch.GetElapsedTime(start), question.Spans);
        }

        public void Dispose() => place.Dispose();
    }
}
