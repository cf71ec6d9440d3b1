using VideoIndex.Catalog;
using VideoIndex.Core;
using VideoIndex.TextIndex;

namespace VideoIndex.Api;

/// <summary>
/// The text index as it is now, while this or another process indexes. <see cref="Follow"/> moves it on; one that is missing or damaged is
/// built from the catalog. Thread-safe: searches go on with the old one meanwhile.
/// </summary>
internal sealed class LiveText(ServeOptions options, ServeParts parts) : IDisposable
{
    private readonly Lock _moving = new();
    private volatile Snapshot<TextIndexReader>? _shown;
    private long _moves;

    /// <summary>Counts when another index is shown, after it is: what was found with it is of a later count.</summary>
    public long Moves => Interlocked.Read(ref _moves);

    /// <summary>To be disposed after use.</summary>
    /// <exception cref="VideoIndexException">busy, data_folder_unusable</exception>
    public Snapshot<TextIndexReader> Enter(CatalogReader catalog)
    {
        while (true)
        {
            if (_shown is { } shown && shown.TryEnter())
                return shown;
            lock (_moving)
            {
                if (_shown is null)
                    Move(catalog, CancellationToken.None);
            }
        }
    }

    /// <summary>Opens the index anew when the catalog has moved on. Returns at once when it has not, or when somebody else is at it.</summary>
    public void Follow(CatalogReader catalog, CancellationToken cancel)
    {
        if (!_moving.TryEnter())
            return;
        try
        {
            Move(catalog, cancel);
        }
        finally
        {
            _moving.Exit();
        }
    }

    /// <summary>Lets go of an index whose files were damaged: the next search opens it anew.</summary>
    public void Drop()
    {
        var old = Interlocked.Exchange(ref _shown, null);
        Interlocked.Increment(ref _moves);
        old?.Dispose();
    }

    public void Dispose() => Drop();

    /// <summary>The caller holds the lock.</summary>
    private void Move(CatalogReader catalog, CancellationToken cancel)
    {
        if (IsCurrent(_shown?.Reader, catalog))
            return;
        var found = Open();
        if (!IsCurrent(found, catalog))
        {
            found?.Dispose();
            parts.PublishText(cancel);
            found = Open();
        }

        if (found is not null && found.CatalogId == catalog.CatalogId)
            Show(found);
        else
        {
            found?.Dispose();
            if (_shown is null)
                throw new VideoIndexException(ErrorCodes.Busy, "the text index is being rebuilt by another process", "ask again in a moment");
        }
    }

    /// <summary>What has not changed since the last time is not read again.</summary>
    private TextIndexReader? Open()
    {
        if (_shown is not { } shown || !shown.TryEnter())
            return TextIndexReader.TryOpen(options.TextIndexFolder);
        using (shown)
            return shown.Reader.TryOpenNewer();
    }

    private void Show(TextIndexReader found)
    {
        var old = _shown;
        if (old is not null && old.Reader.CatalogId == found.CatalogId && old.Reader.Language == found.Language && old.Reader.AppliedChange >= found.AppliedChange)
        {
            found.Dispose();
            return;
        }

        _shown = new Snapshot<TextIndexReader>(found);
        Interlocked.Increment(ref _moves);
        old?.Dispose();
    }

    private bool IsCurrent(TextIndexReader? index, CatalogReader catalog) =>
        index is not null && index.CatalogId == catalog.CatalogId && index.AppliedChange >= catalog.LastChange()
        && index.Language == LanguageSetting.Read(options.DataFolder);
}
