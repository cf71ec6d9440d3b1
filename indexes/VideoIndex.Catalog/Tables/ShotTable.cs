namespace VideoIndex.Catalog;

/// <summary>Where a media's picture changes to another shot.</summary>
internal static class ShotTable
{
    /// <summary>In order; a media that was not looked at for them is absent.</summary>
    public static Dictionary<long, IReadOnlyList<TimeSpan>> Of(CatalogSession session, IReadOnlyCollection<long> mediaIds)
    {
        var times = session.Query("""
            SELECT shots.media_id, t.value FROM shot_changes shots, json_each(shots.times) t
            WHERE shots.media_id IN (SELECT value FROM json_each(@ids)) ORDER BY shots.media_id, t.value
            """,
            row => (MediaId: row.GetInt64(0), Time: TimeSpan.FromMilliseconds(row.GetInt64(1))), ("@ids", CatalogSession.Ids(mediaIds)));
        return times.GroupBy(row => row.MediaId).ToDictionary(media => media.Key, IReadOnlyList<TimeSpan> (media) => [.. media.Select(row => row.Time)]);
    }
}
