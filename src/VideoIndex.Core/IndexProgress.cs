namespace VideoIndex.Core;

/// <summary>How far a run is; a snapshot.</summary>
/// <param name="FilesFound">Files seen by the scan so far.</param>
/// <param name="WindowsDone">Windows captioned by this run.</param>
/// <param name="WindowsLeft">Windows known to need a caption still (grows while files are being probed).</param>
/// <param name="TimesRealTime">Seconds of video captioned for each second since the first caption; 0 before that.</param>
/// <param name="TimeLeft">Null until a rate is known.</param>
/// <param name="Current">A file being read now, for people.</param>
public sealed record IndexProgress(
    IndexStage Stage,
    long FilesFound,
    long MediaDone,
    long MediaLeft,
    long WindowsDone,
    long WindowsLeft,
    long Failed,
    double TimesRealTime,
    TimeSpan? TimeLeft,
    string? Current)
{
    /// <summary>Null before a batch is stored.</summary>
    public IndexPace? Pace { get; init; }
}

public enum IndexStage
{
    Scanning,
    Captioning,
    Publishing,
}
