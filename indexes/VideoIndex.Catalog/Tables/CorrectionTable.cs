using VideoIndex.Core;

namespace VideoIndex.Catalog;

/// <summary>Captions that people wrote. No caption of a model touches them; a window that one covers for more than half is searched by it alone.</summary>
internal static class CorrectionTable
{
    /// <summary>True for a window <c>w</c> that a correction stands for.</summary>
    public const string CoversWindow = """
        EXISTS(SELECT 1 FROM correction k WHERE k.media_id = w.media_id AND k.start_ms < w.end_ms
            AND 2 * (min(k.end_ms, w.end_ms) - max(k.start_ms, w.start_ms)) > w.end_ms - w.start_ms)
        """;

    /// <summary>Puts it in place of an earlier one that begins there.</summary>
    public static void Put(CatalogSession session, long mediaId, TimeRange span, string text, long nowMs)
    {
        session.Execute("DELETE FROM correction WHERE media_id = @media AND start_ms = @start AND end_ms <> @end",
            ("@media", mediaId), ("@start", span.StartMs), ("@end", span.EndMs));
        session.Execute("""
            INSERT INTO correction(media_id, start_ms, end_ms, text, created_ms) VALUES(@media, @start, @end, @text, @now)
            ON CONFLICT(media_id, start_ms) DO UPDATE SET text = excluded.text, created_ms = excluded.created_ms WHERE text <> excluded.text
            """,
            ("@media", mediaId), ("@start", span.StartMs), ("@end", span.EndMs), ("@text", text), ("@now", nowMs));
    }

    public static bool Remove(CatalogSession session, long mediaId, long startMs) =>
        session.Execute("DELETE FROM correction WHERE media_id = @media AND start_ms = @start", ("@media", mediaId), ("@start", startMs)) > 0;

    public static List<Correction> Of(CatalogSession session, long mediaId) => session.Query(
        "SELECT start_ms, end_ms, text FROM correction WHERE media_id = @media ORDER BY start_ms",
        row => new Correction(TimeRange.FromMs(row.GetInt64(0), row.GetInt64(1)), row.GetString(2)), ("@media", mediaId));

    /// <summary>All there are, media by media, in order of time.</summary>
    public static List<(long MediaId, Correction Correction)> All(CatalogSession session) => session.Query("""
        SELECT k.media_id, k.start_ms, k.end_ms, k.text FROM media m CROSS JOIN correction k ON k.media_id = m.id ORDER BY m.id, k.start_ms
        """,
        row => (row.GetInt64(0), new Correction(TimeRange.FromMs(row.GetInt64(1), row.GetInt64(2)), row.GetString(3))));
}
