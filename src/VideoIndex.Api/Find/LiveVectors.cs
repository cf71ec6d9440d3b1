using VideoIndex.Catalog;
using VideoIndex.Core;
using VideoIndex.Search;
using VideoIndex.VectorIndex;

namespace VideoIndex.Api;

/// <summary>
/// The vectors of the library as they are now, and the embedder that turns a question into one. <see cref="Follow"/> moves them on. Vectors of
/// another embedder are left alone: somebody chose it, and made them in hours. Thread-safe.
/// </summary>
internal sealed class LiveVectors(ServeOptions options, ServeParts parts) : IDisposable
{
    /// <summary>
    /// What has no vectors yet is embedded here when the catalog has not changed for so long: before that an index run is at work, which
    /// embeds for itself without slowing its captions down.
    /// </summary>
    private static readonly TimeSpan QuietFor = TimeSpan.FromSeconds(20);

    /// <summary>The changes of some seconds of indexing are not worth a word.</summary>
    private const long WorthSaying = 1_000;

    private readonly Lock _moving = new();
    private readonly QueryEmbedder? _embedder = parts.Meaning is { } meaning ? new QueryEmbedder(meaning.Load()) : null;
    private volatile Snapshot<VectorIndexReader>? _shown;
    private volatile bool _opened;
    private string? _said;
    private string? _foreign;
    private (long Change, long At) _seen = (-1, 0);
    private Task _publishing = Task.CompletedTask;
    private long _moves;

    /// <summary>Counts when other vectors are shown or none any more, after it is so: what was found with them is of a later count.</summary>
    public long Moves => Interlocked.Read(ref _moves);

    /// <summary>To be disposed after use; null when words are all there is to go by.</summary>
    public MeaningUse? TryEnter(CatalogReader catalog)
    {
        if (_embedder is null)
            return null;
        if (!_opened)
            OpenOnce(catalog);
        while (_shown is { } shown)
        {
            if (shown.TryEnter())
                return new MeaningUse(shown, new MeaningSource(shown.Reader, _embedder));
        }

        return null;
    }

    /// <summary>What a search has to say about vectors that it did not have; null when it had all of them.</summary>
    public string? Missing(CatalogReader catalog, MeaningUse? used)
    {
        if (_embedder is null)
            return null;
        if (used is null)
            return _foreign is null
                ? "nothing has a vector yet: only words were compared"
                : $"only words were compared: the captions' vectors are of `{_foreign}`, the server's embedder is `{_embedder.Identity}`";
        var behind = catalog.LastChange() - used.Source.Index.AppliedChange;
        return behind > WorthSaying ? $"{behind} captions have no vectors yet and are found by their words alone" : null;
    }

    /// <summary>Opens the vectors anew when there are newer ones; has missing ones made when nobody else does.</summary>
    public void Follow(CatalogReader catalog, CancellationToken cancel)
    {
        if (parts.Meaning is not { } meaning || !_moving.TryEnter())
            return;
        try
        {
            Move(catalog);
            if (_publishing.IsCompleted && _foreign is null && IsQuiet(catalog) && _shown?.Reader.AppliedChange != catalog.LastChange())
                _publishing = Task.Run(() => Publish(meaning, cancel), CancellationToken.None);
        }
        finally
        {
            _moving.Exit();
        }
    }

    /// <summary>Lets go of an index whose files were damaged.</summary>
    public void Drop()
    {
        lock (_moving)
        {
            _opened = false;
            Show(null);
        }
    }

    public void Dispose()
    {
        _publishing.Wait(TimeSpan.FromSeconds(5)); // it was cancelled, and ends after the texts it is at
        Drop();
        _embedder?.Dispose();
    }

    /// <summary>Searches wait for the first opening alone: a later one may take as long as the disk does.</summary>
    private void OpenOnce(CatalogReader catalog)
    {
        lock (_moving)
        {
            if (!_opened)
                Move(catalog);
        }
    }

    /// <summary>The caller holds the lock.</summary>
    private void Move(CatalogReader catalog)
    {
        try
        {
            MoveOn(catalog);
        }
        finally
        {
            _opened = true; // at the end: until then a search has to wait
        }
    }

    private void MoveOn(CatalogReader catalog)
    {
        var current = VectorIndexReader.CommittedChange(options.VectorIndexFolder);
        if (_shown is { } shown && shown.Reader.CatalogId == catalog.CatalogId && current == shown.Reader.AppliedChange)
            return;
        var found = Open();
        SayWhenForeign(found);
        if (found is not null && (found.CatalogId != catalog.CatalogId || found.Embedder != _embedder!.Identity))
        {
            found.Dispose();
            found = null;
        }

        Show(found);
    }

    private void Show(VectorIndexReader? found)
    {
        var old = Interlocked.Exchange(ref _shown, found is null ? null : new Snapshot<VectorIndexReader>(found));
        if (old is not null || found is not null)
            Interlocked.Increment(ref _moves);
        old?.Dispose();
    }

    /// <summary>What has not changed since the last time is not read again.</summary>
    private VectorIndexReader? Open()
    {
        if (_shown is not { } shown || !shown.TryEnter())
            return VectorIndexReader.TryOpen(options.VectorIndexFolder);
        using (shown)
            return shown.Reader.TryOpenNewer(options.VectorIndexFolder);
    }

    private void SayWhenForeign(VectorIndexReader? found)
    {
        var foreign = found is not null && found.Embedder != _embedder!.Identity ? found.Embedder : null;
        if (foreign is not null && foreign != _foreign)
            parts.Log($"note: only words are compared: the captions' vectors are of `{foreign}`, this server's embedder is `{_embedder!.Identity}`; give the folder of the first with --embedder");
        if (foreign == _foreign)
            return;
        _foreign = foreign;
        Interlocked.Increment(ref _moves);
    }

    private bool IsQuiet(CatalogReader catalog)
    {
        var last = catalog.LastChange();
        if (last != _seen.Change)
            _seen = (last, parts.Clock.GetTimestamp());
        return parts.Clock.GetElapsedTime(_seen.At) >= QuietFor;
    }

    private void Publish(MeaningParts meaning, CancellationToken cancel)
    {
        try
        {
            meaning.Publish(cancel);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // the server stops
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException or VideoIndexException)
        {
            if (trouble.Message != _said)
                parts.Log($"note: the vectors could not be brought up to date: {trouble.Message}");
            _said = trouble.Message;
        }
    }
}
