namespace VideoIndex.Worker;

/// <summary>The stages that are jobs per file; each has a queue of its own.</summary>
internal enum JobStage
{
    Scan,
    Probe,
    Caption,
}
