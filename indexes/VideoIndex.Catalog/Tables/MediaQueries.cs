using Microsoft.Data.Sqlite;
using VideoIndex.Core;

namespace VideoIndex.Catalog;

/// <summary>Media as people browse them: those that are there, were probed and did not fail.</summary>
internal static class MediaQueries
{
    /// <summary>The file is one of an online library if there is one, the oldest row of those: the one that a search shows.</summary>
    private const string Shown = """
        FROM media m JOIN probe p ON p.media_id = m.id
        JOIN file f ON f.id = (
            SELECT g.id FROM file g JOIN library k ON k.id = g.library_id
            WHERE g.media_id = m.id AND g.missing = 0 ORDER BY k.state = 'offline', g.id LIMIT 1)
        JOIN library l ON l.id = f.library_id
        WHERE m.failure_code IS NULL
        """;

    private const string Columns = """
        SELECT m.id, m.content, l.root, f.path, p.duration_ms, p.width, p.height, p.video_stream, ifnull(m.windows, p.planned_windows),
            ifnull(m.windows, (SELECT count(*) FROM window w WHERE w.media_id = m.id)),
            (SELECT count(*) FROM cue c WHERE c.media_id = m.id),
            (SELECT count(*) FROM cue c WHERE c.media_id = m.id AND c.origin = 'chapter')
        """;

    public static long Count(CatalogSession session) => session.Number("SELECT count(*) " + Shown) ?? 0;

    /// <summary>In the order in which they were first seen, which does not change under somebody who turns pages.</summary>
    public static List<MediaRow> Page(CatalogSession session, int limit, int offset) =>
        session.Query($"{Columns}\n{Shown}\nORDER BY m.id LIMIT @limit OFFSET @offset", Read, ("@limit", limit), ("@offset", offset));

    public static MediaRow? Of(CatalogSession session, long mediaId) =>
        session.Query($"{Columns}\n{Shown} AND m.id = @media", Read, ("@media", mediaId)).FirstOrDefault();

    public static List<Cue> Cues(CatalogSession session, long mediaId) => session.Query(
        "SELECT start_ms, end_ms, text, origin, language FROM cue WHERE media_id = @media ORDER BY start_ms, id",
        row => new Cue(TimeRange.FromMs(row.GetInt64(0), row.GetInt64(1)), row.GetString(2), row.GetString(3), row.IsDBNull(4) ? null : row.GetString(4)),
        ("@media", mediaId));

    private static MediaRow Read(SqliteDataReader row) => new(
        row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetString(3), TimeSpan.FromMilliseconds(row.GetInt64(4)), row.GetInt32(5),
        row.GetInt32(6), row.GetInt32(7), row.GetInt64(8), row.GetInt64(9), row.GetInt64(10), row.GetInt64(11));
}
