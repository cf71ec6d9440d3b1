namespace VideoIndex.Catalog;

/// <summary>A file that was looked at before, and how far its content is.</summary>
/// <param name="Duration">Null when it was never probed, or failed.</param>
/// <param name="IsComplete">True when every window has a caption of the settings asked for, and when it failed: nothing is left to do.</param>
/// <param name="Captioned">Windows with a caption of those settings, while it is not complete.</param>
public sealed record KnownFile(string Path, long Size, long ModifiedNs, TimeSpan? Duration, bool IsComplete, long Captioned);
