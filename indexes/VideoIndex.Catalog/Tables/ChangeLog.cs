using Microsoft.Data.Sqlite;
using VideoIndex.Core;

namespace VideoIndex.Catalog;

/// <summary>Reads the one log that every derived index follows; triggers write it.</summary>
internal static class ChangeLog
{
    public static long Last(CatalogSession session) => session.Number("SELECT max(number) FROM change") ?? 0;

    public static List<TextChange> TextAfter(CatalogSession session, long change, int max) => session.Query($"""
        SELECT n.number, n.kind || n.row_id, n.kind, coalesce(w.media_id, c.media_id, e.media_id), coalesce(w.start_ms, c.start_ms, e.start_ms),
            coalesce(w.end_ms, c.end_ms, e.end_ms), coalesce(w.text, c.text, e.text)
        FROM change n
        LEFT JOIN window w ON n.kind = 'w' AND w.id = n.row_id AND NOT {CorrectionTable.CoversWindow}
        LEFT JOIN cue c ON n.kind = 'c' AND c.id = n.row_id
        LEFT JOIN correction e ON n.kind = 'e' AND e.id = n.row_id
        WHERE n.number > @change ORDER BY n.number LIMIT @max
        """, Read, ("@change", change), ("@max", max));

    private static TextChange Read(SqliteDataReader row)
    {
        var id = row.GetString(1);
        if (row.IsDBNull(6))
            return new TextChange(row.GetInt64(0), id, null);

        var span = TimeRange.FromMs(row.GetInt64(4), row.GetInt64(5));
        return new TextChange(row.GetInt64(0), id, new TimedDocument(id, row.GetInt64(3), span, row.GetString(6), DocumentQueries.SourceOf(row.GetString(2)[0])));
    }
}
