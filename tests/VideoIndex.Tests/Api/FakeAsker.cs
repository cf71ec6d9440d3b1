using VideoIndex.Core;

namespace VideoIndex.Tests.Api;

/// <summary>An asker that says what it is told to, and holds an answer back until a test lets it go.</summary>
internal sealed class FakeAsker : IClipAsker
{
    public TaskCompletionSource Go { get; set; } = Ready();

    public List<ClipQuestion> Questions { get; } = [];

    public IReadOnlyList<string> Pieces { get; set; } = ["A dog", " runs."];

    public Exception? Trouble { get; set; }

    public TaskCompletionSource Stopped { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TaskCompletionSource Asked { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public async Task<ModelAnswer> AskAsync(ClipQuestion question, Action<string> onText, CancellationToken cancel)
    {
        lock (Questions)
            Questions.Add(question);
        Asked.TrySetResult();
        try
        {
            await Go.Task.WaitAsync(cancel);
        }
        catch (OperationCanceledException)
        {
            Stopped.TrySetResult();
            throw;
        }

        foreach (var piece in Pieces)
            onText(piece);
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
