using System.Threading.Channels;
using VideoIndex.Catalog;
using VideoIndex.Core;
using VideoIndex.Media;

namespace VideoIndex.Worker;

/// <summary>
/// Captions the windows of all files in shared batches: decoding jobs submit, one loop runs the model, one loop stores, each a step ahead of the next.
/// Memory is bounded by the channels. <see cref="SubmitAsync"/> is thread-safe.
/// </summary>
internal sealed class CaptionPipeline : IAsyncDisposable
{
    /// <summary>Batches of prepared windows that wait for the model, besides the one that it has.</summary>
    private const int BatchesAhead = 1;

    private readonly CatalogWriter _catalog;
    private readonly CaptionSettings _settings;
    private readonly ProgressMeter _meter;
    private readonly WorkThreads _threads;
    private readonly CancellationToken _cancel;
    private readonly ICaptioner _captioner;
    private readonly Channel<Pending> _windows;
    private readonly Channel<List<Finished>> _batches = Channel.CreateBounded<List<Finished>>(1);
    private readonly Task _loops;
    private int _disposed;

    /// <param name="captioner">Its own from here on.</param>
    /// <param name="onTrouble">Called once when captioning or storing cannot go on.</param>
    public CaptionPipeline(
        ICaptioner captioner, CaptionSettings settings, CatalogWriter catalog, ProgressMeter meter, WorkThreads threads, Action<Exception> onTrouble, CancellationToken cancel)
    {
        (_captioner, _catalog, _settings, _meter, _threads, _cancel) = (captioner, catalog, settings, meter, threads, cancel);
        _windows = Channel.CreateBounded<Pending>(BatchesAhead * _captioner.PreferredBatch);
        _loops = Task.WhenAll(Guarded(CaptionLoopAsync, onTrouble), Guarded(StoreLoopAsync, onTrouble));
    }

    public string Device => _captioner.Device;

    /// <summary>Prepares the window's frames and hands them on; waits while the model has enough to do.</summary>
    /// <exception cref="VideoIndexException">An earlier window of this media could not be captioned.</exception>
    public async ValueTask SubmitAsync(MediaCaptions media, StillWindows windows, CancellationToken cancel)
    {
        var prepared = await _threads.RunAsync(() => _captioner.Prepare(windows.Shown)).ConfigureAwait(false);
        media.Enter();
        await _windows.Writer.WriteAsync(new Pending(media, prepared, windows.Shown.FramePlan, windows.Repeats), cancel).ConfigureAwait(false);
    }

    /// <summary>Lets the batch in flight end, then frees the model.</summary>
    public async ValueTask DisposeAsync()
    {
        _windows.Writer.TryComplete();
        await _loops.ConfigureAwait(false);
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
            _captioner.Dispose();
    }

    private async Task CaptionLoopAsync()
    {
        var batch = new List<Pending>(_captioner.PreferredBatch);
        while (await _windows.Reader.WaitToReadAsync(_cancel).ConfigureAwait(false))
        {
            _meter.CaptioningStarts();
            while (batch.Count < _captioner.PreferredBatch && _windows.Reader.TryRead(out var pending))
                batch.Add(pending);
            await _batches.Writer.WriteAsync(await _threads.RunAsync(() => Caption(batch)).ConfigureAwait(false), _cancel).ConfigureAwait(false);
            batch.Clear();
        }
    }

    /// <summary>
    /// A batch that fails is halved until the window that fails stands alone: the others keep their captions. But trouble of the device or the
    /// model is every window's.
    /// </summary>
    private List<Finished> Caption(IReadOnlyList<Pending> batch)
    {
        try
        {
            var captions = _captioner.CaptionBatch([.. batch.Select(pending => pending.Window)], _cancel);
            return [.. batch.Zip(captions, (pending, caption) => new Finished(pending.Media, pending.Captions(caption), null))];
        }
        catch (Exception trouble) when (IsOfItsWindows(trouble) && batch.Count > 1)
        {
            return [.. Caption([.. batch.Take(batch.Count / 2)]), .. Caption([.. batch.Skip(batch.Count / 2)])];
        }
        catch (Exception trouble) when (IsOfItsWindows(trouble))
        {
            var message = $"the model failed on the window {batch[0].Window.Window}: {trouble.Message}";
            var named = trouble is VideoIndexException { Code: ErrorCodes.OutOfMemory } known
                ? new VideoIndexException(known.Code, message, known.Hint, known)
                : new VideoIndexException(ErrorCodes.CaptionFailed, message, "index again; `videoindex doctor` checks the model", trouble);
            return [new Finished(batch[0].Media, [], named)];
        }
    }

    private static bool IsOfItsWindows(Exception trouble) =>
        trouble is not OperationCanceledException && !(trouble is VideoIndexException known && ErrorCodes.StopsTheRun(known.Code));

    private async Task StoreLoopAsync()
    {
        await foreach (var batch in _batches.Reader.ReadAllAsync(CancellationToken.None).ConfigureAwait(false))
        {
            var captions = batch.SelectMany(finished => finished.Captions.Select(caption => (finished.Media.MediaId, Caption: caption))).ToList();
            await _threads.RunAsync(() => _catalog.StoreCaptions(_settings, captions)).ConfigureAwait(false);
            _meter.Captioned([.. captions.Select(each => each.Caption.Window)]);
            foreach (var finished in batch)
                finished.Media.Left(finished.Captions.Count, finished.Trouble);
        }
    }

    private async Task Guarded(Func<Task> loop, Action<Exception> onTrouble)
    {
        try
        {
            await Task.Run(loop).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_cancel.IsCancellationRequested)
        {
            // A stop: what was captioned is stored by the other loop, the rest is made again.
        }
        catch (Exception trouble)
        {
            onTrouble(trouble);
        }
        finally
        {
            _batches.Writer.TryComplete();
        }
    }

    private sealed record Pending(MediaCaptions Media, PreparedWindow Window, FramePlan Plan, IReadOnlyList<TimeRange> Repeats)
    {
        /// <summary>The window's caption, and the same for each window that looks like it.</summary>
        public IReadOnlyList<Caption> Captions(Caption caption)
        {
            var own = caption with { FramePlan = Plan };
            return [own, .. Repeats.Select(window => own with { Window = window, ReusedFrom = caption.Window.Start })];
        }
    }

    private sealed record Finished(MediaCaptions Media, IReadOnlyList<Caption> Captions, VideoIndexException? Trouble);
}
