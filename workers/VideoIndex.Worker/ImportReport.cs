namespace VideoIndex.Worker;

/// <summary>What an import did.</summary>
/// <param name="WithoutFile">Media that are in no library: there is nothing to play.</param>
public sealed record ImportReport(long Cues, int Media, int WithoutFile);
