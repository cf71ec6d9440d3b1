namespace VideoIndex.Worker;

/// <summary>How a walk ended.</summary>
internal enum ScanOutcome
{
    Complete,

    /// <summary>The root is gone, unreadable, or empty although files were known: nothing of it was touched.</summary>
    Offline,
}
