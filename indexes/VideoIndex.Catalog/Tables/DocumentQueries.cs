using System.Globalization;
using Microsoft.Data.Sqlite;
using VideoIndex.Core;

namespace VideoIndex.Catalog;

/// <summary>Captions, cues and corrections by the ids they have in the change log and in the derived indexes: <c>w12</c>, <c>c7</c>, <c>e3</c>.</summary>
internal static class DocumentQueries
{
    public static Dictionary<string, TimedDocument> Of(CatalogSession session, IReadOnlyCollection<string> ids)
    {
        var windows = session.Query($"""
            SELECT 'w' || w.id, w.media_id, w.start_ms, w.end_ms, w.text FROM window w
            WHERE w.id IN (SELECT value FROM json_each(@ids)) AND w.text IS NOT NULL AND NOT {CorrectionTable.CoversWindow}
            """, Read, ("@ids", Rows(ids, 'w')));
        var cues = session.Query("""
            SELECT 'c' || id, media_id, start_ms, end_ms, text FROM cue WHERE id IN (SELECT value FROM json_each(@ids))
            """, Read, ("@ids", Rows(ids, 'c')));
        var corrections = session.Query("""
            SELECT 'e' || id, media_id, start_ms, end_ms, text FROM correction WHERE id IN (SELECT value FROM json_each(@ids))
            """, Read, ("@ids", Rows(ids, 'e')));
        return windows.Concat(cues).Concat(corrections).ToDictionary(document => document.Id, StringComparer.Ordinal);
    }

    /// <summary>Where the text of a document comes from, by the first letter of its id.</summary>
    public static string SourceOf(char kind) => kind switch
    {
        'w' => "caption",
        'c' => "cue",
        _ => "correction",
    };

    private static string Rows(IEnumerable<string> ids, char kind) => CatalogSession.Ids(
        ids.Where(id => id[0] == kind).Select(id => long.Parse(id.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture)));

    private static TimedDocument Read(SqliteDataReader row) => new(
        row.GetString(0), row.GetInt64(1), TimeRange.FromMs(row.GetInt64(2), row.GetInt64(3)), row.GetString(4), SourceOf(row.GetString(0)[0]));
}
