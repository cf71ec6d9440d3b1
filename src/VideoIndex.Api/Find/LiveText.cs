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
    /// <summary>
    /// The longest that somebody who has written waits for it to be found: many times what publishing it takes, also behind an index run that is
    /// publishing. Only an index that is made anew takes longer.
    /// </summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Between two looks at an index that somebody else is writing: a look at a million windows takes some of that.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

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
                if (_shown is null)
                    throw new VideoIndexException(ErrorCodes.Busy, "the text index is being rebuilt by another process", "ask again in a moment");
            }
        }
    }

    /// <summary>Opens the index anew when the catalog has moved on. Returns at once when it has not, or when somebody else is at it.</summary>
    public void Follow(CatalogReader catalog, CancellationToken cancel) => TryMove(catalog, TimeSpan.Zero, cancel);

    /// <summary>
    /// For who has just written, and is to find it: waits for whoever else is at it, who may have looked before that was written. Searches go on
    /// meanwhile.
    /// </summary>
    public void CatchUp(CatalogReader catalog, CancellationToken cancel)
    {
        var written = catalog.LastChange();
        var start = parts.Clock.GetTimestamp();
        while (!TryMove(catalog, Pause, cancel) || !Holds(_shown?.Reader, catalog, written))
        {
            if (parts.Clock.GetElapsedTime(start) >= Patience)
            {
                parts.Log("note: what was written just now is stored, and is found when the text index has been built");
                return;
            }

            cancel.WaitHandle.WaitOne(Pause);
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

    /// <returns>False when somebody else was at it all that time.</returns>
    private bool TryMove(CatalogReader catalog, TimeSpan wait, CancellationToken cancel)
    {
        if (!_moving.TryEnter(wait))
            return false;
        try
        {
            Move(catalog, cancel);
            return true;
        }
        finally
        {
            _moving.Exit();
        }
    }

    /// <summary>Shows the newest that can be had; the caller holds the lock.</summary>
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
            found?.Dispose();
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
        Holds(index, catalog, catalog.LastChange()) && index!.Language == LanguageSetting.Read(options.DataFolder);

    private static bool Holds(TextIndexReader? index, CatalogReader catalog, long change) =>
        index is not null && index.CatalogId == catalog.CatalogId && index.AppliedChange >= change;
}
