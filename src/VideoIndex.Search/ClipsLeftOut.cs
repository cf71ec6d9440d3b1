namespace VideoIndex.Search;

/// <summary>A media of which more clips were found than a page shows.</summary>
/// <param name="Clips">How many more clips of this media were found (among the hits looked at).</param>
public sealed record ClipsLeftOut(long MediaId, string Path, int Clips);
