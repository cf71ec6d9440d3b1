using System.Text;
using FFMpegCore;
using VideoIndex.Core;

namespace VideoIndex.Media;

/// <summary>Asks ffprobe what a file holds, and refuses what cannot or should not be decoded. Safe to share.</summary>
/// <param name="known">What other probers found too; null: what this one finds.</param>
public sealed class MediaProber(MediaOptions options, ProbedMedia? known = null)
{
    private readonly ProbedMedia _known = known ?? new();

    /// <exception cref="VideoIndexException">
    /// unreadable_file, empty_file, not_media, no_video_stream, no_frames, no_duration, too_many_pixels, partial_file,
    /// decoder_failed, decoder_timeout, ffmpeg_missing
    /// </exception>
    public async Task<MediaProbe> ProbeAsync(string path, CancellationToken cancel)
    {
        var stamp = FileStamp.Read(path);
        if (_known.Find(path, stamp) is { } found)
            return found;
        var (analysis, video, layout) = await AnalyseAsync(path, KeyframeScan.LookedAt, cancel);
        var duration = ProbeParser.DurationOf(analysis, video)
            ?? await new PacketScan(options).FindEndAsync(path, video.Index, cancel);
        if (!(duration > TimeSpan.Zero))
            throw MediaRefusal.NoDuration(path);
        var probe = ProbeParser.Describe(analysis, video, duration.Value);
        _known.Keep(path, stamp, probe, layout);
        return probe;
    }

    /// <summary>How the pictures of a stream that was probed before are stored; asks ffprobe only when that is not known.</summary>
    /// <param name="lookedAt">Of so much from the start the layout tells how far apart the keyframes lie; zero: it need not.</param>
    /// <exception cref="VideoIndexException">As <see cref="ProbeAsync"/>; changed_while_indexing when the stream is no longer there.</exception>
    internal async Task<StreamLayout> ReadLayoutAsync(string path, int stream, TimeSpan lookedAt, CancellationToken cancel)
    {
        if (_known.TakeLayout(path, FileStamp.Read(path), stream) is { } found)
            return found;
        var (_, video, layout) = await AnalyseAsync(path, lookedAt, cancel);
        return video.Index == stream
            ? layout
            : throw new VideoIndexException(ErrorCodes.ChangedWhileIndexing,
                $"cannot index `{CleanText.Name(path)}`: its video stream was number {stream} and is now {video.Index}", "it is looked at again by the next run");
    }

    internal async Task<(FFProbeAnalysis Analysis, FFProbeStream Video, StreamLayout Layout)> AnalyseAsync(string path, TimeSpan lookedAt, CancellationToken cancel)
    {
        if (FileStamp.Read(path).Size == 0)
            throw MediaRefusal.Empty(path);
        var run = await ToolRun.FinishAsync(options, options.FfprobePath, FfmpegArguments.Probe(options, path, lookedAt), options.ProbeLimit, path, cancel);
        if (run.Errors.Contains("moov atom not found") && await StartsAsMp4Async(path, cancel))
            throw MediaRefusal.CutOff(path);
        if (run.ExitCode != 0)
            throw MediaRefusal.FromProbe(path, run.ExitCode, run.Errors);
        var analysis = ProbeParser.Parse(path, run.Output);
        var video = ProbeParser.ChooseVideo(path, analysis, options.MaxPixels);
        if (video is { Width: > 0, Height: > 0 })
            return (analysis, video, ProbeParser.Layout(analysis, video) with { Start = lookedAt == TimeSpan.Zero ? null : KeyframeScan.Of(run.Output, video.Index) });
        // A picture that ffprobe may not open has no size in its answer, only in its messages.
        throw run.Errors.RefusedSize is { } size
            ? MediaRefusal.TooManyPixels(path, size, options.MaxPixels)
            : MediaRefusal.NoPictureSize(path);
    }

    // By its name alone ffprobe takes any bytes for MP4 and misses the index of films (`moov`); only a file that begins as one lost its end.
    private static async Task<bool> StartsAsMp4Async(string path, CancellationToken cancel)
    {
        var start = new byte[8];
        try
        {
            await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            await file.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancel);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false; // it was there a moment ago; what ffprobe said of it stands
        }

        return IsMp4Box(start);
    }

    internal static bool IsMp4Box(ReadOnlySpan<byte> start) =>
        Encoding.ASCII.GetString(start[4..8]) is "ftyp" or "mdat" or "moov" or "wide" or "free" or "skip" or "pnot";
}
