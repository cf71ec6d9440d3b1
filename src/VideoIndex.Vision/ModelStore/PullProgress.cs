namespace VideoIndex.Vision;

/// <summary>How far a pull, an import or a check is; a snapshot.</summary>
/// <param name="File">The file in work.</param>
/// <param name="Done">Bytes of all files that are through.</param>
/// <param name="Total">Bytes of all files.</param>
/// <param name="BytesPerSecond">Of the last seconds; 0 until it is known.</param>
/// <param name="TimeLeft">Null until a rate is known.</param>
/// <param name="Note">Something to say besides: a connection broke and is tried again. Null most of the time.</param>
public sealed record PullProgress(PullStage Stage, string File, long Done, long Total, double BytesPerSecond, TimeSpan? TimeLeft, string? Note = null);
