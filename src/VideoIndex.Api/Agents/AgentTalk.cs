using System.Text;
using ModelContextProtocol;
using VideoIndex.Core;

namespace VideoIndex.Api;

/// <summary>An agent's question to the model: with progress, and answered in bounded time. Thread-safe.</summary>
internal sealed class AgentTalk(MediaTalk talk, MediaFiles files, TimeProvider clock)
{
    /// <summary>The commonest clients give a tool up after a minute: they get what is written until then.</summary>
    internal static readonly TimeSpan Limit = TimeSpan.FromSeconds(50);

    /// <summary>Pieces between two signs of progress: one or two a second.</summary>
    private const int PiecesPerSign = 8;

    /// <exception cref="VideoIndexException">not_found, bad_option, model_missing; busy: too many wait, or nothing was written in time.</exception>
    /// <exception cref="OperationCanceledException">The agent does not wait any more.</exception>
    public async Task<AgentAnswer> AskAsync(long mediaId, AskRequest request, IProgress<ProgressNotificationValue> progress, CancellationToken cancel)
    {
        var file = UntrustedText.From(Path.GetFileName(files.Row(mediaId).RelativePath));
        var question = talk.Prepare(mediaId, request);
        using var limit = new CancellationTokenSource(Limit, clock);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancel, limit.Token);
        var written = new WrittenPieces(progress, end.Token);
        progress.Report(new ProgressNotificationValue { Progress = 0, Message = "waiting for the model" });
        var work = question.AnswerAsync(written.Add, end.Token);
        _ = work.ContinueWith(_ => question.Dispose(), TaskScheduler.Default); // a model that is being loaded ends when it will: its place is free then
        try
        {
            var answer = await work.WaitAsync(end.Token);
            return AgentAnswer.From(mediaId, file, answer);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancel.IsCancellationRequested)
        {
            return written.Text is { Length: > 0 } text
                ? AgentAnswer.Cut(mediaId, file, text, question.Spans, $"cut after {Limit.TotalSeconds:0} s")
                : throw new VideoIndexException(ErrorCodes.Busy, $"the model wrote nothing in {Limit.TotalSeconds:0} s", "it may still be loading: ask again in a minute, or about a shorter span");
        }
    }

    /// <summary>What was written so far; the model writes on a thread of its own.</summary>
    private sealed class WrittenPieces(IProgress<ProgressNotificationValue> progress, CancellationToken end)
    {
        private readonly StringBuilder _text = new();
        private int _count;

        public string Text
        {
            get
            {
                lock (_text)
                    return _text.ToString();
            }
        }

        public void Add(string piece)
        {
            lock (_text)
                _text.Append(piece);
            if (_count++ % PiecesPerSign == 0 && !end.IsCancellationRequested)
                progress.Report(new ProgressNotificationValue { Progress = _count, Message = "writing" });
        }
    }
}
