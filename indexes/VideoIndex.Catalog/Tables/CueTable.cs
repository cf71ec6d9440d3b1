using VideoIndex.Core;

namespace VideoIndex.Catalog;

/// <summary>The timed lines that came with a media.</summary>
internal static class CueTable
{
    /// <summary>
    /// Replaces the cues of a media that are of one kind of origin; lines that were there already keep their rows, so that nothing follows from reading them again.
    /// </summary>
    public static void Replace(CatalogSession session, long mediaId, CueOrigins origins, IReadOnlyList<Cue> cues)
    {
        var stored = Stored(session, mediaId, origins);
        var added = new List<CueText>();
        foreach (var cue in cues.Select(CueText.From))
        {
            if (!stored.TryGetValue(cue, out var rows) || !rows.TryDequeue(out _))
                added.Add(cue);
        }

        session.Execute("DELETE FROM cue WHERE id IN (SELECT value FROM json_each(@ids))",
            ("@ids", CatalogSession.Ids(stored.Values.SelectMany(rows => rows))));
        foreach (var cue in added)
            Add(session, mediaId, cue);
    }

    private static void Add(CatalogSession session, long mediaId, CueText cue) =>
        session.Execute("""
            INSERT INTO cue(media_id, start_ms, end_ms, text, origin, language) VALUES(@media, @start, @end, @text, @origin, @language)
            """,
            ("@media", mediaId), ("@start", cue.StartMs), ("@end", cue.EndMs), ("@text", cue.Text), ("@origin", cue.Origin),
            ("@language", cue.Language));

    private static Dictionary<CueText, Queue<long>> Stored(CatalogSession session, long mediaId, CueOrigins origins)
    {
        var stored = session.Query("""
            SELECT id, start_ms, end_ms, text, origin, language FROM cue WHERE media_id = @media AND (origin = 'import') = @imported
            """,
            row => (Id: row.GetInt64(0), Cue: new CueText(row.GetInt64(1), row.GetInt64(2), row.GetString(3), row.GetString(4),
                row.IsDBNull(5) ? null : row.GetString(5))),
            ("@media", mediaId), ("@imported", origins == CueOrigins.Imported ? 1L : 0L));
        return stored.GroupBy(row => row.Cue, row => row.Id).ToDictionary(group => group.Key, group => new Queue<long>(group));
    }

    private readonly record struct CueText(long StartMs, long EndMs, string Text, string Origin, string? Language)
    {
        public static CueText From(Cue cue) => new(cue.Span.StartMs, cue.Span.EndMs, cue.Text, cue.Origin, cue.Language);
    }
}
