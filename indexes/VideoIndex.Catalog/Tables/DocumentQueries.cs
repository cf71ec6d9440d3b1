using System.Globalization;
using Microsoft.Data.Sqlite;
using VideoIndex.Core;

namespace VideoIndex.Catalog;

/// <summary>Captions and cues by the ids they have in the change log and in the derived indexes: <c>w12</c>, <c>c7</c>.</summary>
internal static class DocumentQueries
{
    public static Dictionary<string, TimedDocument> Of(CatalogSession session, IReadOnlyCollection<string> ids)
    {
        var windows = session.Query("""
            SELECT 'w' || id, media_id, start_ms, end_ms, text FROM window
            WHERE id IN (SELECT value FROM json_each(@ids)) AND text IS NOT NULL
            """, row => Read(row, "caption"), ("@ids", Rows(ids, 'w')));
        var cues = session.Query("""
            SELECT 'c' || id, media_id, start_ms, end_ms, text FROM cue WHERE id IN (SELECT value FROM json_each(@ids))
            """, row => Read(row, "cue"), ("@ids", Rows(ids, 'c')));
        return windows.Concat(cues).ToDictionary(document => document.Id, StringComparer.Ordinal);
    }

    private static string Rows(IEnumerable<string> ids, char kind) => CatalogSession.Ids(
        ids.Where(id => id[0] == kind).Select(id => long.Parse(id.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture)));

    private static TimedDocument Read(SqliteDataReader row, string source) =>
        new(row.GetString(0), row.GetInt64(1), TimeRange.FromMs(row.GetInt64(2), row.GetInt64(3)), row.GetString(4), source);
}
