namespace VideoIndex.Core;

/// <summary>What a run did.</summary>
/// <param name="Device">Where captions were computed, with the reason when it is not the device that was hoped for; null when no model was needed.</param>
/// <param name="Offline">Roots that could not be read: what is known of them was kept.</param>
public sealed record IndexReport(
    long FilesFound,
    long MediaDone,
    long WindowsCaptioned,
    TimeSpan VideoTime,
    TimeSpan Elapsed,
    long Failed,
    string? Device,
    IReadOnlyList<string> Offline)
{
    /// <summary>Null when nothing was captioned.</summary>
    public IndexPace? Pace { get; init; }
}
