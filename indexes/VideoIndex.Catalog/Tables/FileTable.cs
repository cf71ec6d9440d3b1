using System.Text.Json;
using Microsoft.Data.Sqlite;
using VideoIndex.Core;

namespace VideoIndex.Catalog;

/// <summary>The paths of a library and what content each holds.</summary>
internal static class FileTable
{
    public const string Columns = "f.id, f.library_id, f.path, f.size, f.modified_ns, f.media_id, f.missing, f.failure_code";

    public static IReadOnlyDictionary<string, FileRow> Of(CatalogSession session, long libraryId) => session
        .Query($"SELECT {Columns} FROM file f WHERE f.library_id = @library", row => Read(row, 0), ("@library", libraryId))
        .ToDictionary(file => file.Path, StringComparer.Ordinal);

    public static List<FileRow> OfMedia(CatalogSession session, long mediaId) =>
        session.Query($"SELECT {Columns} FROM file f WHERE f.media_id = @media", row => Read(row, 0), ("@media", mediaId));

    public static FileRow Put(CatalogSession session, long libraryId, string path, long size, long modifiedNs, long mediaId)
    {
        Upsert(session, libraryId, path, size, modifiedNs, mediaId, null);
        return session.Query($"SELECT {Columns} FROM file f WHERE f.library_id = @library AND f.path = @path", row => Read(row, 0),
            ("@library", libraryId), ("@path", path))[0];
    }

    public static List<KnownFile> Known(CatalogSession session, string root, IReadOnlyCollection<string> captionFingerprints) => session.Query("""
        WITH asked AS (SELECT value AS fingerprint FROM json_each(@fingerprints)),
        settings AS (SELECT id FROM caption_settings WHERE fingerprint IN (SELECT fingerprint FROM asked))
        SELECT f.path, f.size, f.modified_ns, p.duration_ms,
            f.failure_code IS NOT NULL OR m.failure_code IS NOT NULL OR ifnull(m.captions_fingerprint IN (SELECT fingerprint FROM asked), 0) AS complete,
            (SELECT count(*) FROM window w WHERE w.media_id = m.id AND w.settings_id IN (SELECT id FROM settings))
        FROM library l JOIN file f ON f.library_id = l.id LEFT JOIN media m ON m.id = f.media_id LEFT JOIN probe p ON p.media_id = m.id
        WHERE l.root = @root AND f.missing = 0
        """,
        row => new KnownFile(
            row.GetString(0), row.GetInt64(1), row.GetInt64(2), row.IsDBNull(3) ? null : TimeSpan.FromMilliseconds(row.GetInt64(3)), row.GetBoolean(4), row.GetInt64(5)),
        ("@root", root), ("@fingerprints", JsonSerializer.Serialize(captionFingerprints)));

    /// <summary>The media of a file of a library's folder, by its absolute path; null when no library has it.</summary>
    public static long? MediaAt(CatalogSession session, IEnumerable<LibraryRow> libraries, string path)
    {
        foreach (var library in libraries)
        {
            if (library.PathInside(path) is { } relative && session.Number("SELECT media_id FROM file WHERE library_id = @library AND path = @path AND missing = 0",
                ("@library", library.Id), ("@path", relative)) is { } media)
                return media;
        }

        return null;
    }

    public static void PutFailure(CatalogSession session, long libraryId, string path, long size, long modifiedNs, Failure failure) =>
        Upsert(session, libraryId, path, size, modifiedNs, null, failure);

    public static void MarkMissing(CatalogSession session, IReadOnlyCollection<long> fileIds) =>
        session.Execute("UPDATE file SET missing = 1 WHERE id IN (SELECT value FROM json_each(@ids)) AND missing = 0",
            ("@ids", CatalogSession.Ids(fileIds)));

    public static void ClearFailures(CatalogSession session, IReadOnlyCollection<long> libraryIds) =>
        session.Execute("""
            UPDATE file SET failure_code = NULL, failure_message = NULL, failure_hint = NULL
            WHERE failure_code IS NOT NULL AND library_id IN (SELECT value FROM json_each(@libraries))
            """, ("@libraries", CatalogSession.Ids(libraryIds)));

    /// <returns>How many there were: one, or none.</returns>
    public static int ClearFailure(CatalogSession session, long libraryId, string path) =>
        session.Execute("""
            UPDATE file SET failure_code = NULL, failure_message = NULL, failure_hint = NULL
            WHERE library_id = @library AND path = @path AND failure_code IS NOT NULL
            """, ("@library", libraryId), ("@path", path));

    public static FileRow Read(SqliteDataReader row, int at) => new(
        row.GetInt64(at), row.GetInt64(at + 1), row.GetString(at + 2), row.GetInt64(at + 3), row.GetInt64(at + 4),
        row.IsDBNull(at + 5) ? null : row.GetInt64(at + 5), row.GetBoolean(at + 6), row.IsDBNull(at + 7) ? null : row.GetString(at + 7));

    private static void Upsert(
        CatalogSession session, long libraryId, string path, long size, long modifiedNs, long? mediaId, Failure? failure) =>
        session.Execute("""
            INSERT INTO file(library_id, path, size, modified_ns, media_id, failure_code, failure_message, failure_hint)
            VALUES(@library, @path, @size, @modified, @media, @code, @message, @hint)
            ON CONFLICT(library_id, path) DO UPDATE SET
                size = excluded.size, modified_ns = excluded.modified_ns, media_id = excluded.media_id, missing = 0,
                failure_code = excluded.failure_code, failure_message = excluded.failure_message, failure_hint = excluded.failure_hint
            """,
            ("@library", libraryId), ("@path", path), ("@size", size), ("@modified", modifiedNs), ("@media", mediaId),
            ("@code", failure?.Code), ("@message", failure?.Message), ("@hint", failure?.Hint));
}
