namespace VideoIndex.Core;

/// <summary>What bringing folders up to date will cost.</summary>
/// <param name="Files">Files that are there and may be media.</param>
/// <param name="Video">Length of what they hold; a file that is no media has none.</param>
/// <param name="VideoLeft">The part of it that is not captioned yet.</param>
/// <param name="WindowsLeft">Windows that need a caption.</param>
/// <param name="Spread">By which share these may be off, either way: in a large folder not every file is looked into. 0 when all were.</param>
/// <param name="Model">Name and content hash of the checkpoint.</param>
public sealed record IndexEstimate(long Files, TimeSpan Video, TimeSpan VideoLeft, long WindowsLeft, double Spread, string Model)
{
    /// <summary>Null when this machine's speed with this model is not known.</summary>
    public TimeSpan? Time { get; init; }

    /// <summary>With one frame a window; null when that is not known, or asked for already.</summary>
    public TimeSpan? TimeWithOneFrame { get; init; }

    /// <summary>Where captions were computed when the speed was measured; null when it is not known.</summary>
    public string? Device { get; init; }
}
