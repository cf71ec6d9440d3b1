using VideoIndex.Core;

namespace VideoIndex.Catalog;

/// <summary>Contents, and the state of each stage of their indexing.</summary>
internal static class MediaTable
{
    public static long FindOrAdd(CatalogSession session, string content) =>
        session.Number("SELECT id FROM media WHERE content = @content", ("@content", content))
        ?? session.Number("INSERT INTO media(content) VALUES(@content) RETURNING id", ("@content", content))!.Value;

    public static bool HasFailed(CatalogSession session, long mediaId) =>
        session.Number("SELECT 1 FROM media WHERE id = @media AND failure_code IS NOT NULL", ("@media", mediaId)) is not null;

    /// <summary>Which of these media take no captions of these settings (any more): the failed ones and those that have them all.</summary>
    public static List<long> Closed(CatalogSession session, IEnumerable<long> mediaIds, string captionFingerprint) =>
        session.Query("""
            SELECT id FROM media
            WHERE id IN (SELECT value FROM json_each(@ids)) AND (failure_code IS NOT NULL OR captions_fingerprint = @fingerprint)
            """, row => row.GetInt64(0), ("@ids", CatalogSession.Ids(mediaIds)), ("@fingerprint", captionFingerprint));

    /// <summary>Work begins anew: an earlier failure no longer stands; its attempts are still counted.</summary>
    public static void ClearFailure(CatalogSession session, long mediaId) =>
        session.Execute("""
            UPDATE media SET failure_code = NULL, failure_message = NULL, failure_hint = NULL, failure_retryable = 0
            WHERE id = @media AND failure_code IS NOT NULL
            """, ("@media", mediaId));

    /// <summary>For media of these libraries, and for them alone: as if they had never failed.</summary>
    public static void ClearFailures(CatalogSession session, IReadOnlyCollection<long> libraryIds) =>
        session.Execute("""
            UPDATE media SET failure_code = NULL, failure_message = NULL, failure_hint = NULL, failure_retryable = 0, attempts = 0,
                broken_off = 0
            WHERE failure_code IS NOT NULL
              AND id IN (SELECT media_id FROM file WHERE library_id IN (SELECT value FROM json_each(@libraries)))
            """, ("@libraries", CatalogSession.Ids(libraryIds)));

    /// <summary>As if the content of this file had never failed.</summary>
    /// <returns>How many there were: one, or none.</returns>
    public static int ClearFailureOfFile(CatalogSession session, long libraryId, string path) =>
        session.Execute("""
            UPDATE media SET failure_code = NULL, failure_message = NULL, failure_hint = NULL, failure_retryable = 0, attempts = 0,
                broken_off = 0
            WHERE failure_code IS NOT NULL AND id = (SELECT media_id FROM file WHERE library_id = @library AND path = @path)
            """, ("@library", libraryId), ("@path", path));

    public static void Fail(CatalogSession session, long mediaId, Failure failure, bool retryable)
    {
        session.Execute("DELETE FROM window WHERE media_id = @media", ("@media", mediaId));
        session.Execute("DELETE FROM cue WHERE media_id = @media", ("@media", mediaId));
        session.Execute("DELETE FROM probe WHERE media_id = @media", ("@media", mediaId));
        session.Execute("""
            UPDATE media SET failure_code = @code, failure_message = @message, failure_hint = @hint, failure_retryable = @retryable,
                attempts = attempts + 1, broken_off = 0, cues_fingerprint = NULL, captions_fingerprint = NULL, windows = NULL
            WHERE id = @media
            """,
            ("@media", mediaId), ("@code", failure.Code), ("@message", failure.Message), ("@hint", failure.Hint),
            ("@retryable", retryable));
    }

    public static void SetCuesFingerprint(CatalogSession session, long mediaId, string fingerprint) =>
        session.Execute("UPDATE media SET cues_fingerprint = @fingerprint WHERE id = @media",
            ("@media", mediaId), ("@fingerprint", fingerprint));

    /// <summary>These media are given captions of other settings than they were complete with: they are so no longer.</summary>
    public static void ReopenCaptions(CatalogSession session, IEnumerable<long> mediaIds) =>
        session.Execute("""
            UPDATE media SET captions_fingerprint = NULL, windows = NULL
            WHERE id IN (SELECT value FROM json_each(@ids)) AND captions_fingerprint IS NOT NULL
            """, ("@ids", CatalogSession.Ids(mediaIds)));

    /// <summary>A try begins. Whoever ends it takes it back; a try that the program did not survive stays counted.</summary>
    public static void BeginCaptions(CatalogSession session, long mediaId) =>
        session.Execute("UPDATE media SET broken_off = broken_off + 1 WHERE id = @media", ("@media", mediaId));

    public static void EndCaptions(CatalogSession session, IEnumerable<long> mediaIds) =>
        session.Execute("""
            UPDATE media SET broken_off = broken_off - 1 WHERE id IN (SELECT value FROM json_each(@ids)) AND broken_off > 0
            """, ("@ids", CatalogSession.Ids(mediaIds)));

    /// <summary>What goes forward is no dead end, however often it was broken off: only the try under way stays counted.</summary>
    public static void CaptionsWentForward(CatalogSession session, IEnumerable<long> mediaIds) =>
        session.Execute("UPDATE media SET broken_off = 1 WHERE id IN (SELECT value FROM json_each(@ids)) AND broken_off > 1",
            ("@ids", CatalogSession.Ids(mediaIds)));

    public static void SetCaptionsComplete(CatalogSession session, long mediaId, string captionFingerprint) =>
        session.Execute("""
            UPDATE media SET captions_fingerprint = @fingerprint, attempts = 0, broken_off = 0,
                windows = (SELECT count(*) FROM window WHERE media_id = @media)
            WHERE id = @media
            """, ("@media", mediaId), ("@fingerprint", captionFingerprint));

    public static void AcceptCaptions(CatalogSession session, string madeFingerprint, string wantedFingerprint) =>
        session.Execute("UPDATE media SET captions_fingerprint = @wanted WHERE captions_fingerprint = @made",
            ("@wanted", wantedFingerprint), ("@made", madeFingerprint));
}
