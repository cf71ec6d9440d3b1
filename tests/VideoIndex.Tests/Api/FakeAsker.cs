using VideoIndex.Core;

namespace VideoIndex.Tests.Api;

/// <summary>An asker that says what it is told to, and holds an answer back until a test lets it go.</summary>
internal sealed class FakeAsker : IClipAsker
{
    public TaskCompletionSource Go { get; set; } = Ready();

    public List<ClipQuestion> Questions { get; } = [];

    public IReadOnlyList<string> Pieces { get; set; } = ["A dog", " runs."];

    public Exception? Trouble { get; set; }

    /// <summary>Holds back the end of an answer whose pieces are written.</summary>
    public TaskCompletionSource? Rest { get; set; }

    /// <summary>Does not hear that it is to stop, until it may go.</summary>
    public bool IsDeaf { get; set; }

    public TaskCompletionSource Written { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TaskCompletionSource Stopped { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TaskCompletionSource Asked { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public async Task<ModelAnswer> AskAsync(ClipQuestion question, Action<string> onText, CancellationToken cancel)
    {
        lock (Questions)
            Questions.Add(question);
        Asked.TrySetResult();
        try
        {
            await Go.Task.WaitAsync(IsDeaf ? CancellationToken.None : cancel);
            foreach (var piece in Pieces)
                onText(piece);
            Written.TrySetResult();
            if (Rest is not null)
                await Rest.Task.WaitAsync(cancel);
        }
        catch (OperationCanceledException)
        {
            Stopped.TrySetResult();
            throw;
        }

        if (Trouble is not null)
            throw Trouble;
        return new ModelAnswer(string.Concat(Pieces), "fake@0", "cpu", "fp32", null);
    }

    private static TaskCompletionSource Ready()
    {
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        ready.SetResult();
        return ready;
    }
}
