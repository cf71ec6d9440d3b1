using Microsoft.Data.Sqlite;

namespace VideoIndex.Catalog;

/// <summary>What is still to be done, read from the state of the media and never from a queue.</summary>
internal static class WorkQueries
{
    /// <summary>A media that failed and may be tried again is tried this often in all: most faults that pass have passed by then.</summary>
    private const int MostAttempts = 3;

    private const string OfLibraries = "f.library_id IN (SELECT value FROM json_each(@libraries))";

    private const string OfMedia = "f.media_id = @media";

    private const string IsOpen = """
        (m.failure_code IS NULL OR (m.failure_retryable AND m.attempts < @most))
        AND (p.media_id IS NULL OR m.cues_fingerprint IS NULL OR m.captions_fingerprint IS NOT @fingerprint)
        """;

    private const string IsDone = """
        m.failure_code IS NULL AND p.media_id IS NOT NULL AND m.cues_fingerprint IS NOT NULL AND m.captions_fingerprint IS @fingerprint
        """;

    public static List<MediaWork> Unfinished(CatalogSession session, string captionFingerprint, IReadOnlyCollection<long> libraryIds) =>
        session.Query(Select(OfLibraries, IsOpen), Read, ("@fingerprint", captionFingerprint), ("@libraries", CatalogSession.Ids(libraryIds)),
            ("@most", MostAttempts));

    public static List<MediaWork> Finished(CatalogSession session, string captionFingerprint, IReadOnlyCollection<long> libraryIds) =>
        session.Query(Select(OfLibraries, IsDone), Read, ("@fingerprint", captionFingerprint), ("@libraries", CatalogSession.Ids(libraryIds)));

    /// <summary>One media with a file that can be read now, whatever is done of it; null when it has none or failed for good.</summary>
    public static MediaWork? Of(CatalogSession session, long mediaId) =>
        session.Query(Select(OfMedia, "m.failure_code IS NULL OR m.failure_retryable"), Read, ("@media", mediaId)).FirstOrDefault();

    /// <summary>One row a media, with the first of its files that can be read; what failed or was broken off before comes after what did not.</summary>
    private static string Select(string files, string condition) => $"""
        WITH readable AS (
            SELECT min(f.id) AS file_id FROM file f JOIN library l ON l.id = f.library_id
            WHERE {files}
              AND l.state = 'online' AND f.missing = 0 AND f.media_id IS NOT NULL AND f.failure_code IS NULL
            GROUP BY f.media_id)
        SELECT m.id, l.root, m.cues_fingerprint, m.attempts, m.broken_off, {FileTable.Columns}, {ProbeTable.Columns}
        FROM readable r JOIN file f ON f.id = r.file_id JOIN library l ON l.id = f.library_id
        JOIN media m ON m.id = f.media_id LEFT JOIN probe p ON p.media_id = m.id
        WHERE {condition}
        ORDER BY m.attempts + m.broken_off, f.id
        """;

    private static MediaWork Read(SqliteDataReader row)
    {
        var file = FileTable.Read(row, 5);
        return new MediaWork(row.GetInt64(0), Path.Join(row.GetString(1), file.Path), file, ProbeTable.Read(row, 13),
            row.IsDBNull(2) ? null : row.GetString(2), row.GetInt32(3), row.GetInt32(4));
    }
}
