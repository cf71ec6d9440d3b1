using System.Collections.Concurrent;
using VideoIndex.Catalog;
using VideoIndex.Core;

namespace VideoIndex.Worker;

/// <summary>
/// Keeps account in the catalog of which media are being captioned, so that a file that ends the whole program (a crash in native code, no
/// memory left) is not tried for ever and does not keep the others waiting. Thread-safe.
/// </summary>
internal sealed class CaptionTries(CatalogWriter catalog) : IDisposable
{
    /// <summary>A crash that a file causes comes every time; this many kills by chance, each before a caption of the file was stored, do not.</summary>
    private const int MostBrokenOff = 5;

    private readonly SemaphoreSlim _suspects = new(1);
    private readonly ConcurrentDictionary<long, byte> _begun = new();

    /// <summary>
    /// Counts a try. Media whose try was broken off before have to wait for each other: of two that were under way when the program ended,
    /// one is innocent, and goes forward when it is tried alone.
    /// </summary>
    /// <returns>To be disposed when the next suspect may begin.</returns>
    /// <exception cref="VideoIndexException">stopped_the_program: it was tried often enough.</exception>
    public async Task<IDisposable> BeginAsync(MediaWork work, CancellationToken cancel)
    {
        if (work.BrokenOff >= MostBrokenOff)
            throw new VideoIndexException(ErrorCodes.StoppedTheProgram,
                $"`{Path.GetFileName(work.AbsolutePath)}` was being captioned each of the {work.BrokenOff} times that the program was killed or crashed",
                "look at the file with a player; `videoindex index --retry-failed` tries it again");
        var turn = new Turn(work.BrokenOff > 0 ? _suspects : null);
        await turn.WaitAsync(cancel).ConfigureAwait(false);
        _begun.TryAdd(work.MediaId, 0);
        catalog.BeginCaptions(work.MediaId);
        return turn;
    }

    /// <summary>The run ends in good order: no try of it was broken off.</summary>
    public void End() => catalog.EndCaptions([.. _begun.Keys]);

    public void Dispose() => _suspects.Dispose();

    private sealed class Turn(SemaphoreSlim? gate) : IDisposable
    {
        private int _held;

        public async Task WaitAsync(CancellationToken cancel)
        {
            if (gate is null)
                return;
            await gate.WaitAsync(cancel).ConfigureAwait(false);
            _held = 1;
        }

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _held, 0) == 1)
                gate!.Release();
        }
    }
}
