namespace VideoIndex.Core;

/// <summary>Says what an index run would cost, without one.</summary>
public interface IIndexEstimator
{
    /// <summary>Looks at folders for some seconds; where this machine's speed is not known yet, it may be measured on them (<paramref name="trial"/>).</summary>
    /// <param name="roots">Absolute paths; empty means every library the catalog knows.</param>
    /// <exception cref="VideoIndexException">unreadable_folder; no ffmpeg; what the model says when it is loaded for a trial.</exception>
    Task<IndexEstimate> EstimateAsync(IReadOnlyList<string> roots, SpeedTrials trial, CancellationToken cancel);
}

/// <summary>Whether this machine's speed is measured for an estimate: the first windows of the folder are captioned for some 20 seconds, and thrown away.</summary>
public enum SpeedTrials
{
    Never,

    /// <summary>When it is not known, and the work is so much that a trial hardly lengthens it.</summary>
    WhenWorthIt,

    /// <summary>When it is not known.</summary>
    WhenUnknown,

    Anew,
}
