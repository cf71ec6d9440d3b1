namespace VideoIndex.Media;

/// <summary>How media are opened and decoded. Immutable; share one freely.</summary>
public sealed record MediaOptions
{
    /// <summary>A name looked for on PATH, or a path.</summary>
    public string FfmpegPath { get; init; } = "ffmpeg";

    /// <summary>A name looked for on PATH, or a path.</summary>
    public string FfprobePath { get; init; } = "ffprobe";

    /// <summary>Reading a header takes well under a second; a sleeping disk takes about ten to wake.</summary>
    public TimeSpan ProbeLimit { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// Longest wait for the next frame. Frames are seconds of video apart: 8K HEVC on two busy cores decodes a few pictures a second,
    /// so up to a minute may lie between two frames; past two minutes the decoder hangs.
    /// </summary>
    public TimeSpan StallLimit { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>The part of a whole run's limit that does not depend on the media's length.</summary>
    public TimeSpan RunLimit { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// The part of a whole run's limit for each second of media. Hard 1080p decodes at 6 times real time on one core, 8K at about
    /// a tenth of real time on two: 30 leaves room for a loaded machine. Time in which the caller is busy does not count.
    /// </summary>
    public double RunLimitPerSecond { get; init; } = 30;

    /// <summary>
    /// Address space of ffmpeg and ffprobe, in bytes. 8K HEVC with 16 threads decodes within 2 GB (it holds 0.8 GB); twice that
    /// leaves room for deeper reference lists. Needs `prlimit` on PATH.
    /// </summary>
    public long ChildMemory { get; init; } = 4L << 30;

    /// <summary>Largest picture that is decoded. 8K is 33 million pixels; a crafted 62 KB file can declare 256 million.</summary>
    public long MaxPixels { get; init; } = 40_000_000;

    /// <summary>Threads of one decoder: past eight, frame threading costs memory and gains nothing measurable at these sizes.</summary>
    public int DecoderThreads { get; init; } = Math.Min(8, Environment.ProcessorCount);

    /// <summary>
    /// Longest edge of the frames handed out; larger pictures are scaled down by ffmpeg. The vision models look at 512 pixels at most:
    /// twice that leaves the last resampling, whose filter decides what the model sees, to the model's own preparation.
    /// </summary>
    public int LongestEdge { get; init; } = 1024;

    /// <summary>ffmpeg and ffprobe leave the processor to whoever else wants it. On Linux.</summary>
    public bool LowPriority { get; init; }

    /// <summary>Largest subtitle file read: a feature film has 0.1 MB, the largest real ones (karaoke) a few.</summary>
    public int MaxSubtitleBytes { get; init; } = 16 << 20;

    internal TimeSpan RunLimitFor(TimeSpan duration) => RunLimit + duration * RunLimitPerSecond;
}
