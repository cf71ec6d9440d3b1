using VideoIndex.Core;

namespace VideoIndex.Api;

/// <summary>How far the run of this server is; <paramref name="Failure"/> says why the last one could not go on.</summary>
/// <param name="TimeLeftS">Null until a rate is known.</param>
public sealed record ProgressAnswer(
    string Stage, long FilesFound, long MediaDone, long MediaLeft, long WindowsDone, long WindowsLeft, long Failed, double TimesRealTime, double? TimeLeftS,
    string? Current, bool Running, FailureAnswer? Failure)
{
    public static ProgressAnswer Idle { get; } = new("idle", 0, 0, 0, 0, 0, 0, 0, null, null, Running: false, Failure: null);

    internal static ProgressAnswer From(IndexProgress at) => new(
        at.Stage.ToString().ToLowerInvariant(), at.FilesFound, at.MediaDone, at.MediaLeft, at.WindowsDone, at.WindowsLeft, at.Failed,
        Math.Round(at.TimesRealTime, 2), at.TimeLeft is { } left ? Math.Round(left.TotalSeconds, 1) : null, at.Current, Running: true, Failure: null);
}

/// <summary>A code, a sentence, and what to do.</summary>
public sealed record FailureAnswer(string Code, string Message, string? Hint);
