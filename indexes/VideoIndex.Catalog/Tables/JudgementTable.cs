using VideoIndex.Core;

namespace VideoIndex.Catalog;

/// <summary>Which clips people said were right or wrong for a query.</summary>
internal static class JudgementTable
{
    public static void Put(CatalogSession session, string query, Judgement judgement, long nowMs) => session.Execute("""
        INSERT INTO judgement(query, media_id, start_ms, end_ms, is_right, place, created_ms) VALUES(@query, @media, @start, @end, @right, @place, @now)
        ON CONFLICT DO UPDATE SET is_right = excluded.is_right, place = excluded.place, created_ms = excluded.created_ms
        """,
        ("@query", query), ("@media", judgement.MediaId), ("@start", judgement.Span.StartMs), ("@end", judgement.Span.EndMs),
        ("@right", judgement.IsRight ? 1L : 0L), ("@place", judgement.Place is { } place ? (long)place : null), ("@now", nowMs));

    public static int Remove(CatalogSession session, string query) => session.Execute("DELETE FROM judgement WHERE query = @query", ("@query", query));

    public static List<Judgement> Of(CatalogSession session, string query) => session.Query("""
        SELECT media_id, start_ms, end_ms, is_right, place FROM judgement WHERE query = @query ORDER BY media_id, start_ms, end_ms
        """,
        row => new Judgement(row.GetInt64(0), TimeRange.FromMs(row.GetInt64(1), row.GetInt64(2)), row.GetBoolean(3), row.IsDBNull(4) ? null : row.GetInt32(4)),
        ("@query", query));
}
