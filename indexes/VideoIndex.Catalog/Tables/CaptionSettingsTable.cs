using Microsoft.Data.Sqlite;
using VideoIndex.Core;

namespace VideoIndex.Catalog;

/// <summary>The provenance that captions share.</summary>
internal static class CaptionSettingsTable
{
    public const string Columns = "s.model, s.precision, s.prompt, s.max_new_tokens, s.window_ms, s.frames, s.frame_plan";

    public static long FindOrAdd(CatalogSession session, CaptionSettings settings)
    {
        var fingerprint = settings.Fingerprint();
        if (Find(session, fingerprint) is { } found)
            return found;

        // Without RETURNING: with it, SQLite reads the whole window table for rows that may refer to the new one.
        session.Execute("""
            INSERT INTO caption_settings(fingerprint, model, precision, prompt, max_new_tokens, window_ms, frames, frame_plan)
            VALUES(@fingerprint, @model, @precision, @prompt, @tokens, @window, @frames, @plan)
            """,
            ("@fingerprint", fingerprint), ("@model", settings.Model), ("@precision", settings.Precision), ("@prompt", settings.Prompt),
            ("@tokens", settings.MaxNewTokens), ("@window", (long)settings.Plan.WindowLength.TotalMilliseconds),
            ("@frames", settings.Plan.FramesPerWindow), ("@plan", settings.Plan.Frames.Name()));
        return Find(session, fingerprint)!.Value;
    }

    public static CaptionSettings Read(SqliteDataReader row, int at) => new(
        row.GetString(at), row.GetString(at + 1), row.GetString(at + 2), row.GetInt32(at + 3),
        new WindowPlan(TimeSpan.FromMilliseconds(row.GetInt64(at + 4)), row.GetInt32(at + 5)) { Frames = FramePlans.Parse(row.GetString(at + 6)) });

    private static long? Find(CatalogSession session, string fingerprint) =>
        session.Number("SELECT id FROM caption_settings WHERE fingerprint = @fingerprint", ("@fingerprint", fingerprint));
}
