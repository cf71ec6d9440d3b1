using Microsoft.Data.Sqlite;
using VideoIndex.Core;

namespace VideoIndex.Catalog;

/// <summary>
/// Answers from the catalog, each of one moment. Any number at a time, in any process, while another writes. Safe to use from many
/// threads.
/// </summary>
public sealed class CatalogReader : IDisposable
{
    private readonly CatalogDatabase _database;
    private (long Version, WindowCounts Counts)? _windows;

    private CatalogReader(CatalogDatabase database)
    {
        _database = database;
        CatalogId = database.Read(session => session.Query("SELECT id FROM catalog", row => row.GetString(0))[0]);
    }

    /// <summary>Random, made with the catalog: tells a derived index whether it belongs to this one.</summary>
    public string CatalogId { get; }

    internal IReadOnlyCollection<string> Statements => _database.Statements;

    /// <summary>Opens the catalog of a data folder for reading.</summary>
    /// <exception cref="VideoIndexException">nothing_indexed, catalog_damaged, catalog_too_new, data_folder_unusable</exception>
    public static CatalogReader Open(string dataFolder)
    {
        var database = new CatalogDatabase(CatalogFile.OpenForReading(CatalogFile.PathIn(dataFolder), CatalogSchema.Migrator));
        try
        {
            return new CatalogReader(database);
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>The number of the newest change of a document; 0 when there never was one.</summary>
    public long LastChange() => _database.Read(ChangeLog.Last);

    /// <summary>Another number after each change of anything, whoever made it; means nothing beside that of another reader.</summary>
    public long Version() => _database.Read(Version);

    /// <summary>The documents that changed after a change, each in its last state, in the order of their last change.</summary>
    /// <param name="upTo">Everything up to here is in the answer: ask again from here until it is <see cref="LastChange"/>.</param>
    public IReadOnlyList<TextChange> TextChangesAfter(long change, int max, out long upTo)
    {
        var (changes, last) = _database.Read(session => (ChangeLog.TextAfter(session, change, max), ChangeLog.Last(session)));
        upTo = changes.Count < max ? last : changes[^1].Change;
        return changes;
    }

    /// <summary>How far each library is; with null, captions of any settings count.</summary>
    public IReadOnlyList<LibraryStatus> LibraryStatus(string? captionFingerprint) =>
        _database.Read(session => StatusQueries.Libraries(session, captionFingerprint));

    public IReadOnlyList<FileFailure> Failures() => _database.Read(StatusQueries.Failures);

    /// <summary>Windows that were captioned in vain, by the reason.</summary>
    public IReadOnlyList<WordlessWindows> Wordless() => _database.Read(StatusQueries.Wordless);

    /// <summary>
    /// An absolute path for each media that is there and did not fail; one that is absent from the answer is not to be shown.
    /// </summary>
    public IReadOnlyDictionary<long, string> PathsOf(IReadOnlyCollection<long> mediaIds) =>
        _database.Read(session => StatusQueries.Paths(session, mediaIds));

    /// <summary>The documents with these ids as they are now; one that is gone is absent.</summary>
    public IReadOnlyDictionary<string, TimedDocument> Documents(IReadOnlyCollection<string> ids) =>
        _database.Read(session => DocumentQueries.Of(session, ids));

    /// <summary>The media that a filter asks for, each with the absolute path of a file it asks for; others are not to be shown.</summary>
    public IReadOnlyDictionary<long, string> FilesMatching(MediaFilter filter) =>
        _database.Read(session => FilterQueries.Files(session, filter));

    /// <summary>Counted anew only after somebody has changed the catalog: every search asks.</summary>
    public WindowCounts Windows() => _database.Read(session =>
    {
        var version = Version(session);
        if (_windows is not { } known || known.Version != version)
            _windows = known = (version, StatusQueries.Windows(session));
        return known.Counts;
    });

    /// <summary>The captions of a media with their provenance, in order of time.</summary>
    public IReadOnlyList<CaptionRow> Captions(long mediaId) => _database.Read(session => WindowTable.Of(session, mediaId));

    /// <summary>What people wrote in place of captions of a media, in order of time.</summary>
    public IReadOnlyList<Correction> Corrections(long mediaId) => _database.Read(session => CorrectionTable.Of(session, mediaId));

    /// <summary>What people wrote in place of captions, media by media in the order in which they were first seen.</summary>
    public IReadOnlyList<(long MediaId, Correction Correction)> AllCorrections() => _database.Read(CorrectionTable.All);

    /// <summary>Which clips people said were right or wrong for a query.</summary>
    /// <param name="query">In its normal form: <see cref="Judgement.Normal"/>.</param>
    public IReadOnlyList<Judgement> Judgements(string query) => _database.Read(session => JudgementTable.Of(session, query));

    /// <summary>Where the pictures of some media change to another shot, in order; one that was not looked at for that is absent.</summary>
    public IReadOnlyDictionary<long, IReadOnlyList<TimeSpan>> ShotChanges(IReadOnlyCollection<long> mediaIds) =>
        _database.Read(session => ShotTable.Of(session, mediaIds));

    /// <summary>Media that are there and did not fail, in the order in which they were first seen, and how many there are of them.</summary>
    public IReadOnlyList<MediaRow> MediaPage(int limit, int offset, out long total)
    {
        (var page, total) = _database.Read(session => (MediaQueries.Page(session, limit, offset), MediaQueries.Count(session)));
        return page;
    }

    /// <summary>Null when there is no such media, its files are gone, or it failed.</summary>
    public MediaRow? FindMedia(long mediaId) => _database.Read(session => MediaQueries.Of(session, mediaId));

    /// <summary>The media of the file with this absolute path; null when no library has it, or as with <see cref="FindMedia"/>.</summary>
    public MediaRow? FindMediaAt(string path) => _database.Read(session =>
        FileTable.MediaAt(session, LibraryTable.All(session), path) is { } media ? MediaQueries.Of(session, media) : null);

    /// <summary>The files of a library that are there, by its root; none when there is no such library.</summary>
    /// <param name="captionFingerprints">Of the settings whose captions count as made.</param>
    public IReadOnlyList<KnownFile> KnownFiles(string root, IReadOnlyCollection<string> captionFingerprints) =>
        _database.Read(session => FileTable.Known(session, LibraryTable.Normalised(root), captionFingerprints));

    /// <summary>The cues of a media, in order of time.</summary>
    public IReadOnlyList<Cue> Cues(long mediaId) => _database.Read(session => MediaQueries.Cues(session, mediaId));

    /// <summary>What is wrong with the file, a finding a line; null when it is sound. Reads all of it.</summary>
    public string? CheckIntegrity()
    {
        try
        {
            var findings = _database.Read(session => session.Query("PRAGMA quick_check", row => row.GetString(0)));
            return findings is ["ok"] ? null : string.Join('\n', findings);
        }
        catch (VideoIndexException e) when (e.Code == ErrorCodes.CatalogDamaged)
        {
            return e.Message;
        }
    }

    public void Dispose() => _database.Dispose();

    private static long Version(CatalogSession session) => session.Number("PRAGMA data_version")!.Value;
}
