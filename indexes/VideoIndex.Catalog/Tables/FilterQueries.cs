namespace VideoIndex.Catalog;

/// <summary>The media that a filter asks for, each with the file that made it one of them.</summary>
internal static class FilterQueries
{
    /// <summary>
    /// Lengths, times, models and libraries are SQLite's to compare. Names are compared here: SQLite
    /// knows the case of ASCII letters only.
    /// </summary>
    public static Dictionary<long, string> Files(CatalogSession session, MediaFilter filter)
    {
        var paths = new Dictionary<long, string>();
        foreach (var (media, path) in Candidates(session, filter))
        {
            if (IsNamed(path, filter))
                paths.TryAdd(media, path);
        }

        return paths;
    }

    private static List<(long Media, string Path)> Candidates(CatalogSession session, MediaFilter filter) => session.Query("""
        SELECT f.media_id, l.root, f.path
        FROM file f JOIN library l ON l.id = f.library_id JOIN media m ON m.id = f.media_id LEFT JOIN probe p ON p.media_id = m.id
        WHERE f.missing = 0 AND m.failure_code IS NULL
          AND (@longest IS NULL OR p.duration_ms <= @longest) AND (@shortest IS NULL OR p.duration_ms >= @shortest)
          AND (@from IS NULL OR f.modified_ns >= @from) AND (@before IS NULL OR f.modified_ns < @before)
          AND (@state IS NULL OR l.state = @state)
          AND (@settings IS NULL OR CASE WHEN m.captions_fingerprint IS NOT NULL
            THEN m.captions_fingerprint IN (
                SELECT s.fingerprint FROM caption_settings s WHERE s.id IN (SELECT value FROM json_each(@settings)))
            ELSE EXISTS(
                SELECT 1 FROM window w WHERE w.media_id = m.id AND w.settings_id IN (SELECT value FROM json_each(@settings))) END)
        ORDER BY l.state = 'offline', f.id
        """,
        row => (row.GetInt64(0), Path.Join(row.GetString(1), row.GetString(2))),
        ("@longest", (long?)filter.AtMost?.TotalMilliseconds), ("@shortest", (long?)filter.AtLeast?.TotalMilliseconds),
        ("@from", Nanoseconds(filter.From)), ("@before", Nanoseconds(filter.Before)),
        ("@state", filter.State is { } state ? LibraryTable.Text(state) : null), ("@settings", Settings(session, filter)));

    /// <summary>The caption settings whose model is asked for; null when any is.</summary>
    private static string? Settings(CatalogSession session, MediaFilter filter)
    {
        if (filter.Models.Count + filter.NotModels.Count == 0)
            return null;
        var all = session.Query("SELECT id, model FROM caption_settings", row => (Id: row.GetInt64(0), Model: row.GetString(1)));
        return CatalogSession.Ids(all
            .Where(one => filter.Models.All(name => Holds(one.Model, name)) && !filter.NotModels.Any(name => Holds(one.Model, name)))
            .Select(one => one.Id));
    }

    private static bool IsNamed(string path, MediaFilter filter)
    {
        if (filter.In.Count + filter.NotIn.Count + filter.Extensions.Count + filter.NotExtensions.Count == 0)
            return true;
        var extension = Path.GetExtension(path).TrimStart('.');
        return filter.In.All(name => Holds(path, name))
            && !filter.NotIn.Any(name => Holds(path, name))
            && (filter.Extensions.Count == 0 || filter.Extensions.Contains(extension, StringComparer.OrdinalIgnoreCase))
            && !filter.NotExtensions.Contains(extension, StringComparer.OrdinalIgnoreCase);
    }

    private static bool Holds(string text, string part) => Spelled(text).Contains(Spelled(part), StringComparison.OrdinalIgnoreCase);

    /// <summary>On Windows a folder may be written with either slash.</summary>
    private static string Spelled(string text) => OperatingSystem.IsWindows() ? text.Replace('\\', '/') : text;

    private static long? Nanoseconds(DateTimeOffset? time) =>
        time is { } moment ? (moment - DateTimeOffset.UnixEpoch).Ticks * 100 : null;
}
