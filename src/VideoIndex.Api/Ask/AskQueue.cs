using VideoIndex.Core;

namespace VideoIndex.Api;

/// <summary>Who has the model's ear: one at a time, some wait, more are told to come again. Thread-safe.</summary>
internal sealed class AskQueue : IDisposable
{
    /// <summary>An answer takes seconds on a card and half a minute on a processor: whoever would be the fifth to wait has better things to do.</summary>
    private const int Waiting = 4;

    private readonly SemaphoreSlim _turn = new(1);
    private int _inside;

    /// <summary>A place in the queue; dispose it when the answer is there, or nobody waits for it any more.</summary>
    /// <exception cref="VideoIndexException">busy</exception>
    public Place Take()
    {
        if (Interlocked.Increment(ref _inside) <= 1 + Waiting)
            return new Place(this);
        Interlocked.Decrement(ref _inside);
        throw new VideoIndexException(ErrorCodes.Busy, $"the model answers one question at a time, and {Waiting} wait", "ask again in a minute");
    }

    public void Dispose() => _turn.Dispose();

    internal sealed class Place(AskQueue queue) : IDisposable
    {
        private bool _hasTurn;
        private int _left;

        public async Task ComesUpAsync(CancellationToken cancel)
        {
            await queue._turn.WaitAsync(cancel);
            _hasTurn = true;
        }

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _left, 1) != 0)
                return;
            if (_hasTurn)
                queue._turn.Release();
            Interlocked.Decrement(ref queue._inside);
        }
    }
}
