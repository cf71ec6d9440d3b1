using VideoIndex.Core;

namespace VideoIndex.Catalog;

/// <summary>
/// Counts and lists for people. A media counts while one of its files is there; an offline library's files count as there.
/// </summary>
internal static class StatusQueries
{
    public static List<LibraryStatus> Libraries(CatalogSession session, string? captionFingerprint) => session.Query($"""
        WITH asked AS (SELECT id FROM caption_settings WHERE fingerprint = @fingerprint),
        held AS (SELECT DISTINCT library_id, media_id FROM file WHERE missing = 0 AND media_id IS NOT NULL),
        state AS (
            SELECT h.library_id, m.id, m.windows, p.planned_windows,
                m.captions_fingerprint IS NOT NULL AND m.captions_fingerprint = ifnull(@fingerprint, m.captions_fingerprint) AS complete
            FROM held h JOIN media m ON m.id = h.media_id LEFT JOIN probe p ON p.media_id = m.id),
        windows AS (
            SELECT library_id, sum(CASE WHEN complete THEN windows ELSE ifnull(planned_windows, 0) END) AS planned,
                sum(CASE WHEN complete THEN windows ELSE (
                    SELECT count(*) FROM window w
                    WHERE w.media_id = state.id AND (@fingerprint IS NULL OR w.settings_id = (SELECT id FROM asked))) END) AS captioned
            FROM state GROUP BY library_id),
        files AS (
            SELECT f.library_id, sum(f.failure_code IS NOT '{ErrorCodes.UnreadableFolder}') AS media,
                sum(f.failure_code IS NOT NULL OR m.failure_code IS NOT NULL) AS failed
            FROM file f LEFT JOIN media m ON m.id = f.media_id WHERE f.missing = 0 GROUP BY f.library_id)
        SELECT l.root, l.state, ifnull(f.media, 0), ifnull(w.planned, 0), ifnull(w.captioned, 0), ifnull(f.failed, 0)
        FROM library l LEFT JOIN files f ON f.library_id = l.id LEFT JOIN windows w ON w.library_id = l.id
        ORDER BY l.root
        """,
        row => new LibraryStatus(row.GetString(0), LibraryTable.State(row.GetString(1)), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4),
            row.GetInt64(5)),
        ("@fingerprint", captionFingerprint));

    /// <summary>Ordered by path; a file of two libraries (one root inside the other) is named once.</summary>
    public static List<FileFailure> Failures(CatalogSession session)
    {
        var failures = session.Query("""
            SELECT l.root, f.path, ifnull(f.failure_code, m.failure_code), ifnull(f.failure_message, m.failure_message),
                CASE WHEN f.failure_code IS NULL THEN m.failure_hint ELSE f.failure_hint END
            FROM file f JOIN library l ON l.id = f.library_id LEFT JOIN media m ON m.id = f.media_id
            WHERE f.missing = 0 AND (f.failure_code IS NOT NULL OR m.failure_code IS NOT NULL)
            """,
            row => new FileFailure(Path.Join(row.GetString(0), row.GetString(1)), row.GetString(2), row.GetString(3),
                row.IsDBNull(4) ? null : row.GetString(4)));
        return [.. failures.DistinctBy(failure => failure.Path).OrderBy(failure => failure.Path, StringComparer.Ordinal)];
    }

    /// <summary>The most frequent reason first.</summary>
    public static List<WordlessWindows> Wordless(CatalogSession session) => session.Query("""
        SELECT ifnull(w.note, 'the model wrote no words'), count(*) FROM window w
        WHERE w.text IS NULL AND EXISTS(SELECT 1 FROM file f WHERE f.media_id = w.media_id AND f.missing = 0)
        GROUP BY 1 ORDER BY 2 DESC, 1
        """, row => new WordlessWindows(row.GetString(0), row.GetInt64(1)));

    /// <summary>
    /// Adds up what complete media say of themselves, and counts windows only where captioning is under way: this runs with every
    /// search.
    /// </summary>
    public static WindowCounts Windows(CatalogSession session) => session.Query("""
        WITH state AS (
            SELECT m.windows, ifnull(p.planned_windows, 0) AS planned,
                CASE WHEN m.windows IS NULL THEN (SELECT count(*) FROM window w WHERE w.media_id = m.id) END AS captioned
            FROM media m LEFT JOIN probe p ON p.media_id = m.id
            WHERE m.failure_code IS NULL AND EXISTS(SELECT 1 FROM file f WHERE f.media_id = m.id AND f.missing = 0))
        SELECT ifnull(sum(ifnull(windows, captioned)), 0),
            ifnull(sum(CASE WHEN windows IS NULL THEN max(0, planned - captioned) END), 0)
        FROM state
        """, row => new WindowCounts(row.GetInt64(0), row.GetInt64(1)))[0];

    /// <summary>A file to show for each media: one of an online library if there is one, the oldest row of those.</summary>
    public static Dictionary<long, string> Paths(CatalogSession session, IReadOnlyCollection<long> mediaIds)
    {
        var paths = new Dictionary<long, string>();
        var files = session.Query("""
            SELECT f.media_id, l.root, f.path FROM file f JOIN library l ON l.id = f.library_id JOIN media m ON m.id = f.media_id
            WHERE f.media_id IN (SELECT value FROM json_each(@ids)) AND f.missing = 0 AND m.failure_code IS NULL
            ORDER BY l.state = 'offline', f.id
            """,
            row => (MediaId: row.GetInt64(0), Path: Path.Join(row.GetString(1), row.GetString(2))), ("@ids", CatalogSession.Ids(mediaIds)));
        foreach (var file in files)
            paths.TryAdd(file.MediaId, file.Path);
        return paths;
    }
}
