using System.Text.Json;
using Microsoft.Data.Sqlite;
using VideoIndex.Core;

namespace VideoIndex.Catalog;

/// <summary>What ffprobe said of a media, and how many windows were planned from it.</summary>
internal static class ProbeTable
{
    public const string Columns =
        "p.duration_ms, p.width, p.height, p.container, p.video_codec, p.frame_rate, p.has_audio, p.video_stream, p.subtitles, p.chapters";

    public static void Store(CatalogSession session, long mediaId, MediaProbe probe, int plannedWindows) =>
        session.Execute("""
            INSERT INTO probe(media_id, planned_windows, duration_ms, width, height, container, video_codec, frame_rate, has_audio,
                video_stream, subtitles, chapters)
            VALUES(@media, @planned, @duration, @width, @height, @container, @codec, @rate, @audio, @stream, @subtitles, @chapters)
            ON CONFLICT(media_id) DO UPDATE SET planned_windows = excluded.planned_windows, duration_ms = excluded.duration_ms,
                width = excluded.width, height = excluded.height, container = excluded.container, video_codec = excluded.video_codec,
                frame_rate = excluded.frame_rate, has_audio = excluded.has_audio, video_stream = excluded.video_stream,
                subtitles = excluded.subtitles, chapters = excluded.chapters
            """,
            ("@media", mediaId), ("@planned", plannedWindows), ("@duration", Milliseconds(probe.Duration)), ("@width", probe.Width),
            ("@height", probe.Height), ("@container", probe.Container), ("@codec", probe.VideoCodec), ("@rate", probe.FrameRate),
            ("@audio", probe.HasAudio), ("@stream", probe.VideoStream), ("@subtitles", JsonSerializer.Serialize(probe.Subtitles)),
            ("@chapters", JsonSerializer.Serialize(probe.Chapters.Select(StoredChapter.From))));

    public static void SetDuration(CatalogSession session, long mediaId, TimeSpan duration) =>
        session.Execute("UPDATE probe SET duration_ms = @duration WHERE media_id = @media",
            ("@media", mediaId), ("@duration", Milliseconds(duration)));

    /// <summary>Reads <see cref="Columns"/> that begin at a column; null when there was no row to join.</summary>
    public static MediaProbe? Read(SqliteDataReader row, int at)
    {
        if (row.IsDBNull(at))
            return null;

        return new MediaProbe(
            TimeSpan.FromMilliseconds(row.GetInt64(at)), row.GetInt32(at + 1), row.GetInt32(at + 2), row.GetString(at + 3),
            row.GetString(at + 4), row.IsDBNull(at + 5) ? null : row.GetDouble(at + 5), row.GetBoolean(at + 6), row.GetInt32(at + 7),
            JsonSerializer.Deserialize<SubtitleStream[]>(row.GetString(at + 8))!,
            [.. JsonSerializer.Deserialize<StoredChapter[]>(row.GetString(at + 9))!.Select(chapter => chapter.ToCue())]);
    }

    /// <summary>A media is never 0 ms long: one shorter than a millisecond is stored as one.</summary>
    private static long Milliseconds(TimeSpan duration) => Math.Max(1, (long)duration.TotalMilliseconds);

    private sealed record StoredChapter(long StartMs, long EndMs, string Text, string Origin, string? Language)
    {
        public static StoredChapter From(Cue cue) => new(cue.Span.StartMs, cue.Span.EndMs, cue.Text, cue.Origin, cue.Language);

        public Cue ToCue() => new(TimeRange.FromMs(StartMs, EndMs), Text, Origin, Language);
    }
}
