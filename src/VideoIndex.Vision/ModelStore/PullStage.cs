namespace VideoIndex.Vision;

/// <summary>What a pull or an import is at.</summary>
public enum PullStage
{
    /// <summary>Reading through what is already on disk.</summary>
    Checking,

    /// <summary>Receiving or copying.</summary>
    Fetching,
}
