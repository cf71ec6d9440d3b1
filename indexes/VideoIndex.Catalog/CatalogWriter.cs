using VideoIndex.Core;

namespace VideoIndex.Catalog;

/// <summary>
/// The one writer of a catalog: what a method stored outlives this process when it returns. Safe to use from many threads.
/// </summary>
/// <remarks>
/// Holds the data folder's lock for as long as it lives. Every method is one transaction: all of it or nothing, and on the disk, so that a
/// power cut cannot take it back (rows of <see cref="PutFile"/> follow with the next other method that stores something).
/// </remarks>
public sealed class CatalogWriter : IDisposable
{
    private readonly WriterLock _lock;
    private readonly CatalogDatabase _database;
    private readonly TimeProvider _clock;

    private CatalogWriter(WriterLock held, CatalogDatabase database, TimeProvider clock)
    {
        _lock = held;
        _database = database;
        _clock = clock;
    }

    internal IReadOnlyCollection<string> Statements => _database.Statements;

    /// <summary>Opens the catalog of a data folder; makes folder and catalog, and brings an older catalog up to date.</summary>
    /// <exception cref="VideoIndexException">data_folder_unusable, already_running, catalog_damaged, catalog_too_new, disk_full</exception>
    public static CatalogWriter Open(string dataFolder, TimeProvider clock) => Open(dataFolder, clock, CatalogSchema.Migrator);

    internal static CatalogWriter Open(string dataFolder, TimeProvider clock, SchemaMigrator migrator)
    {
        DataFolder.Create(dataFolder);
        var held = WriterLock.Take(dataFolder);
        try
        {
            var connection = CatalogFile.OpenForWriting(CatalogFile.PathIn(dataFolder), migrator, clock);
            return new CatalogWriter(held, new CatalogDatabase(connection), clock);
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Adds a root, or finds it. A root inside another library's root is a library of its own: files belong to both, their media is
    /// one.
    /// </summary>
    public LibraryRow AddLibrary(string root)
    {
        var normalised = LibraryTable.Normalised(root);
        return _database.Write(session => LibraryTable.Add(session, normalised));
    }

    public void SetLibraryState(long libraryId, LibraryState state) =>
        _database.Write(session => LibraryTable.SetState(session, libraryId, state));

    public IReadOnlyList<LibraryRow> Libraries() => _database.Read(LibraryTable.All);

    /// <summary>Every file row of a library, missing and failed ones too, by relative path (ordinal).</summary>
    public IReadOnlyDictionary<string, FileRow> Files(long libraryId) => _database.Read(session => FileTable.Of(session, libraryId));

    /// <summary>Every file row of a content, missing ones too, of all libraries.</summary>
    public IReadOnlyList<FileRow> FilesOf(long mediaId) => _database.Read(session => FileTable.OfMedia(session, mediaId));

    /// <summary>
    /// Says what content a path holds now; makes or finds its media, clears the file's own failure and <see cref="FileRow.Missing"/>.
    /// </summary>
    public FileRow PutFile(long libraryId, string path, long size, long modifiedNs, string contentFingerprint) =>
        _database.WriteUnsynced(session =>
            FileTable.Put(session, libraryId, path, size, modifiedNs, MediaTable.FindOrAdd(session, contentFingerprint)));

    /// <summary>Says that a file or folder could not be read: it has no media until it can be.</summary>
    public void PutFileFailure(long libraryId, string path, long size, long modifiedNs, Failure failure) =>
        _database.Write(session => FileTable.PutFailure(session, libraryId, path, size, modifiedNs, failure));

    /// <summary>Hides files that are gone. Nothing is deleted: the content may come back, here or under another name.</summary>
    public void MarkMissing(IReadOnlyCollection<long> fileIds) => _database.Write(session => FileTable.MarkMissing(session, fileIds));

    /// <summary>
    /// Media of these libraries that can be read now and whose probe, cues or captions with these settings are not complete.
    /// </summary>
    /// <remarks>Failed media only while they may be tried again; files of offline libraries are left out. One row a media.</remarks>
    public IReadOnlyList<MediaWork> Unfinished(string captionFingerprint, IReadOnlyCollection<long> libraryIds) =>
        _database.Read(session => WorkQueries.Unfinished(session, captionFingerprint, libraryIds));

    /// <summary>Media of these libraries that can be read now and are complete: to see whether the cues beside them have changed.</summary>
    public IReadOnlyList<MediaWork> Finished(string captionFingerprint, IReadOnlyCollection<long> libraryIds) =>
        _database.Read(session => WorkQueries.Finished(session, captionFingerprint, libraryIds));

    /// <summary>What is to be done for one media, as the catalog knows it now; null when none of its files can be read or it failed for good.</summary>
    public MediaWork? Work(long mediaId) => _database.Read(session => WorkQueries.Of(session, mediaId));

    /// <summary>
    /// Stores what a media is, and begins its work anew: an earlier failure no longer stands, its attempts are still counted.
    /// </summary>
    public void StoreProbe(long mediaId, MediaProbe probe, int plannedWindows) => _database.Write(session =>
    {
        ProbeTable.Store(session, mediaId, probe, plannedWindows);
        MediaTable.ClearFailure(session, mediaId);
    });

    /// <summary>Replaces the cues of a media; dropped when the media has failed meanwhile.</summary>
    public void StoreCues(long mediaId, string cuesFingerprint, IReadOnlyList<Cue> cues) => _database.Write(session =>
    {
        if (MediaTable.HasFailed(session, mediaId))
            return;
        CueTable.Replace(session, mediaId, CueOrigins.Found, cues);
        MediaTable.SetCuesFingerprint(session, mediaId, cuesFingerprint);
    });

    /// <summary>
    /// Replaces what was imported earlier for these media. One that is the path of a file in a library belongs to that file's media; any
    /// other gets a media of its own, which has no file.
    /// </summary>
    /// <returns>How many of them have no file.</returns>
    public int ImportCues(IReadOnlyCollection<(string Media, IReadOnlyList<Cue> Cues)> imported) =>
        _database.Write(session => ImportTable.Store(session, imported));

    /// <summary>The starts (milliseconds) of the windows that have a caption with these settings.</summary>
    public IReadOnlySet<long> CaptionedStarts(long mediaId, string captionFingerprint) =>
        _database.Read(session => WindowTable.Starts(session, mediaId, captionFingerprint));

    /// <summary>Stores captions; those that are there already stay as they are.</summary>
    /// <remarks>
    /// What comes late is dropped: captions of a media that has failed meanwhile, or that has all its captions with these settings.
    /// </remarks>
    public void StoreCaptions(CaptionSettings settings, IReadOnlyList<(long MediaId, Caption Caption)> captions) => _database.Write(session =>
    {
        var open = captions.Select(caption => caption.MediaId).ToHashSet();
        open.ExceptWith(MediaTable.Closed(session, open, settings.Fingerprint()));
        MediaTable.ReopenCaptions(session, open);
        MediaTable.CaptionsWentForward(session, open);
        var settingsId = CaptionSettingsTable.FindOrAdd(session, settings);
        var now = _clock.GetUtcNow().ToUnixTimeMilliseconds();
        foreach (var (mediaId, caption) in captions.Where(caption => open.Contains(caption.MediaId)))
            WindowTable.Store(session, settingsId, mediaId, caption, now);
    });

    /// <summary>Says that captioning a media begins: should the program end before <see cref="EndCaptions"/>, this try counts as broken off.</summary>
    public void BeginCaptions(long mediaId) => _database.WriteUnsynced(session =>
    {
        MediaTable.BeginCaptions(session, mediaId);
        return mediaId;
    });

    /// <summary>Says that captioning these media ended in good order: done, failed or stopped.</summary>
    public void EndCaptions(IReadOnlyCollection<long> mediaIds) => _database.Write(session => MediaTable.EndCaptions(session, mediaIds));

    /// <summary>
    /// Says that every window of a media has a caption with these settings; removes windows of other settings and windows past its real
    /// end.
    /// </summary>
    public void CompleteCaptions(long mediaId, CaptionSettings settings, TimeSpan duration)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(duration, TimeSpan.Zero);
        _database.Write(session =>
        {
            if (MediaTable.HasFailed(session, mediaId))
                return;
            WindowTable.RemoveOthers(session, mediaId, CaptionSettingsTable.FindOrAdd(session, settings), duration);
            ProbeTable.SetDuration(session, mediaId, duration);
            MediaTable.SetCaptionsComplete(session, mediaId, settings.Fingerprint());
        });
    }

    /// <summary>Media whose captions are complete with some settings count as complete with others that would not give better ones.</summary>
    public void AcceptCaptions(CaptionSettings made, CaptionSettings wanted) =>
        _database.Write(session => MediaTable.AcceptCaptions(session, made.Fingerprint(), wanted.Fingerprint()));

    /// <summary>
    /// Says why a media could not be indexed; removes its probe, windows, captions and cues. A retryable one is offered again while
    /// attempts are left.
    /// </summary>
    public void FailMedia(long mediaId, Failure failure, bool retryable) =>
        _database.Write(session => MediaTable.Fail(session, mediaId, failure, retryable));

    /// <summary>Keeps what a person wrote about a span, in place of what was written about it before; the models' captions stay as they are.</summary>
    public void PutCorrection(long mediaId, TimeRange span, string text) =>
        _database.Write(session => CorrectionTable.Put(session, mediaId, span, text, _clock.GetUtcNow().ToUnixTimeMilliseconds()));

    /// <returns>False when there is no correction that begins there.</returns>
    public bool RemoveCorrection(long mediaId, long startMs) => _database.Write(session => CorrectionTable.Remove(session, mediaId, startMs));

    /// <summary>Keeps what a person said about clips of a query; of the same clip the last word counts.</summary>
    /// <param name="query">In its normal form: <see cref="Judgement.Normal"/>.</param>
    public void PutJudgements(string query, IReadOnlyList<Judgement> judgements) => _database.Write(session =>
    {
        foreach (var judgement in judgements)
            JudgementTable.Put(session, query, judgement, _clock.GetUtcNow().ToUnixTimeMilliseconds());
    });

    /// <returns>About how many clips of the query something was said.</returns>
    /// <param name="query">In its normal form: <see cref="Judgement.Normal"/>.</param>
    public int RemoveJudgements(string query) => _database.Write(session => JudgementTable.Remove(session, query));

    /// <summary>Forgets the failures of these libraries' files and media, so that all of them are tried again.</summary>
    public void ClearFailures(IReadOnlyCollection<long> libraryIds) => _database.Write(session =>
    {
        FileTable.ClearFailures(session, libraryIds);
        MediaTable.ClearFailures(session, libraryIds);
    });

    /// <summary>As <see cref="ClearFailures"/>, for one file.</summary>
    /// <param name="path">As the file is called in the library.</param>
    /// <returns>False when no such file failed.</returns>
    public bool ClearFailure(long libraryId, string path)
    {
        var cleared = 0;
        _database.Write(session => cleared = FileTable.ClearFailure(session, libraryId, path) + MediaTable.ClearFailureOfFile(session, libraryId, path));
        return cleared > 0;
    }

    public void Dispose()
    {
        _database.Dispose();
        _lock.Dispose();
    }
}
