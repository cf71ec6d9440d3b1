namespace VideoIndex.Core;

/// <summary>The one way to ask for work: brings libraries up to date in the catalog and the derived indexes.</summary>
public interface IIndexer
{
    /// <summary>
    /// Runs until everything that can be done is done. What was finished earlier is not done again; a cancel loses at most the batch in flight.
    /// </summary>
    /// <exception cref="VideoIndexException">The run as a whole cannot go on (no ffmpeg, no model, disk full). A bad file never throws.</exception>
    Task<IndexReport> IndexAsync(IndexRequest request, IProgress<IndexProgress> progress, CancellationToken cancel);
}
