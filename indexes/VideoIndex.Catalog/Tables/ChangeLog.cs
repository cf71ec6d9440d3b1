using Microsoft.Data.Sqlite;
using VideoIndex.Core;

namespace VideoIndex.Catalog;

/// <summary>Reads the one log that every derived index follows; triggers write it.</summary>
internal static class ChangeLog
{
    public static long Last(CatalogSession session) => session.Number("SELECT max(number) FROM change") ?? 0;

    public static List<TextChange> TextAfter(CatalogSession session, long change, int max) => session.Query("""
        SELECT n.number, n.kind || n.row_id, n.kind, coalesce(w.media_id, c.media_id), coalesce(w.start_ms, c.start_ms),
            coalesce(w.end_ms, c.end_ms), coalesce(w.text, c.text)
        FROM change n
        LEFT JOIN window w ON n.kind = 'w' AND w.id = n.row_id
        LEFT JOIN cue c ON n.kind = 'c' AND c.id = n.row_id
        WHERE n.number > @change ORDER BY n.number LIMIT @max
        """, Read, ("@change", change), ("@max", max));

    private static TextChange Read(SqliteDataReader row)
    {
        var id = row.GetString(1);
        if (row.IsDBNull(6))
            return new TextChange(row.GetInt64(0), id, null);

        var span = TimeRange.FromMs(row.GetInt64(4), row.GetInt64(5));
        var source = row.GetString(2) == "w" ? "caption" : "cue";
        return new TextChange(row.GetInt64(0), id, new TimedDocument(id, row.GetInt64(3), span, row.GetString(6), source));
    }
}
