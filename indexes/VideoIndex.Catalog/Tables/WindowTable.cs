using System.Text.Json;
using Microsoft.Data.Sqlite;
using VideoIndex.Core;

namespace VideoIndex.Catalog;

/// <summary>Windows, each with its newest caption.</summary>
/// <remarks>
/// A window is known by its media and where it starts. So a caption of other settings takes the old one's place, under the same id, and
/// what it has not reached yet can still be found; <see cref="RemoveOthers"/> clears up at the end.
/// </remarks>
internal static class WindowTable
{
    /// <summary>A caption that is there already, equal but for device and time, is left as it is.</summary>
    public static void Store(CatalogSession session, long settingsId, long mediaId, Caption caption, long nowMs) =>
        session.Execute("""
            INSERT INTO window(media_id, start_ms, end_ms, settings_id, text, note, frame_times, frame_plan, reused_from_ms, device, created_ms)
            VALUES(@media, @start, @end, @settings, @text, @note, @frames, @plan, @reused, @device, @now)
            ON CONFLICT(media_id, start_ms) DO UPDATE SET
                end_ms = excluded.end_ms, settings_id = excluded.settings_id, text = excluded.text, note = excluded.note,
                frame_times = excluded.frame_times, frame_plan = excluded.frame_plan, reused_from_ms = excluded.reused_from_ms,
                device = excluded.device, created_ms = excluded.created_ms
            WHERE (end_ms, settings_id, text, note, frame_times, frame_plan, reused_from_ms) IS NOT (excluded.end_ms, excluded.settings_id,
                excluded.text, excluded.note, excluded.frame_times, excluded.frame_plan, excluded.reused_from_ms)
            """,
            ("@media", mediaId), ("@start", caption.Window.StartMs), ("@end", caption.Window.EndMs), ("@settings", settingsId),
            ("@text", caption.Text), ("@note", caption.Note), ("@frames", FrameTimes(caption)),
            ("@plan", caption.FramePlan.Name()), ("@reused", (long?)caption.ReusedFrom?.TotalMilliseconds), ("@device", caption.Device),
            ("@now", nowMs));

    /// <summary>Removes what the complete captions did not replace: windows of other settings, and windows past the end.</summary>
    public static void RemoveOthers(CatalogSession session, long mediaId, long settingsId, TimeSpan duration) =>
        session.Execute("DELETE FROM window WHERE media_id = @media AND (settings_id <> @settings OR start_ms >= @end)",
            ("@media", mediaId), ("@settings", settingsId), ("@end", (long)duration.TotalMilliseconds));

    public static HashSet<long> Starts(CatalogSession session, long mediaId, string captionFingerprint) =>
        [.. session.Query("""
            SELECT start_ms FROM window
            WHERE media_id = @media AND settings_id = (SELECT id FROM caption_settings WHERE fingerprint = @fingerprint)
            """, row => row.GetInt64(0), ("@media", mediaId), ("@fingerprint", captionFingerprint))];

    public static List<CaptionRow> Of(CatalogSession session, long mediaId) => session.Query($"""
        SELECT w.id, w.start_ms, w.end_ms, w.text, w.note, w.frame_times, w.device, w.created_ms, w.frame_plan, w.reused_from_ms,
            {CaptionSettingsTable.Columns}
        FROM window w JOIN caption_settings s ON s.id = w.settings_id
        WHERE w.media_id = @media ORDER BY w.start_ms
        """, Read, ("@media", mediaId));

    private static CaptionRow Read(SqliteDataReader row) => new(
        row.GetInt64(0),
        new Caption(
            TimeRange.FromMs(row.GetInt64(1), row.GetInt64(2)),
            row.IsDBNull(3) ? null : row.GetString(3),
            [.. JsonSerializer.Deserialize<long[]>(row.GetString(5))!.Select(time => TimeSpan.FromMilliseconds(time))],
            row.GetString(6),
            row.IsDBNull(4) ? null : row.GetString(4))
        {
            FramePlan = FramePlans.Parse(row.GetString(8)),
            ReusedFrom = row.IsDBNull(9) ? null : TimeSpan.FromMilliseconds(row.GetInt64(9)),
        },
        CaptionSettingsTable.Read(row, 10),
        DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(7)));

    private static string FrameTimes(Caption caption) =>
        JsonSerializer.Serialize(caption.FrameTimes.Select(time => (long)time.TotalMilliseconds));
}
