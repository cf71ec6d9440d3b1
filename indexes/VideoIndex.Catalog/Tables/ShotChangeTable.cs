using System.Text.Json;
using VideoIndex.Core;

namespace VideoIndex.Catalog;

/// <summary>When the picture of a media changes all at once.</summary>
internal static class ShotChangeTable
{
    public static void Replace(CatalogSession session, long mediaId, IReadOnlyList<TimeSpan> times) => session.Execute("""
        INSERT INTO shot_changes(media_id, times) VALUES(@media, @times)
        ON CONFLICT(media_id) DO UPDATE SET times = excluded.times
        """, ("@media", mediaId), ("@times", JsonSerializer.Serialize(times.Select(time => (long)time.TotalMilliseconds))));

    public static List<TimeSpan> Of(CatalogSession session, long mediaId) =>
    [
        .. session.Query("SELECT times FROM shot_changes WHERE media_id = @media", row => row.GetString(0), ("@media", mediaId))
            .SelectMany(times => JsonSerializer.Deserialize<long[]>(times)!)
            .Select(time => TimeSpan.FromMilliseconds(time)),
    ];
}
