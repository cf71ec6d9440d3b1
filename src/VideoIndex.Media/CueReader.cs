using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using VideoIndex.Core;

namespace VideoIndex.Media;

/// <summary>Collects the timed text that a media brings: chapters, subtitle files beside it, subtitle streams in it. Safe to share.</summary>
public sealed class CueReader(MediaOptions options)
{
    // Raised when the same files would give other cues.
    private const string Rules = "cues/1";

    // More text streams than any film has languages; a crafted file can declare thousands.
    private const int MostStreams = 32;

    /// <summary>Changes when a subtitle file beside the media comes, goes or changes, or our rules do (32 hexadecimal digits).</summary>
    /// <remarks>Streams and chapters are part of the media's own content.</remarks>
    public string Fingerprint(string path)
    {
        var text = new StringBuilder(Rules).Append('\n').Append(options.MaxSubtitleBytes).Append('\n');
        foreach (var file in SidecarFiles.Of(path))
            text.Append(CultureInfo.InvariantCulture, $"{file.Name}\n{file.Stamp.Size}\n{file.Stamp.ModifiedNs}\n");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())).AsSpan(0, 16));
    }

    /// <summary>All cues in order of their source: chapters, files beside, streams. Cues that begin after the media's end are left out.</summary>
    /// <exception cref="VideoIndexException">
    /// decoder_timeout, decoder_failed, ffmpeg_missing; unreadable_file for a subtitle file that may not be read
    /// </exception>
    public async Task<IReadOnlyList<Cue>> ReadAsync(string path, MediaProbe probe, CancellationToken cancel)
    {
        var cues = new List<Cue>(probe.Chapters);
        foreach (var file in SidecarFiles.Of(path))
            cues.AddRange(TimedTextParser.Parse(await ReadTextAsync(file.Path, cancel), $"sidecar:{file.Name}", file.Language));
        cues.AddRange(await ReadStreamsAsync(path, probe, cancel));
        return [.. cues.Where(cue => cue.Span.Start < probe.Duration)];
    }

    private async Task<List<Cue>> ReadStreamsAsync(string path, MediaProbe probe, CancellationToken cancel)
    {
        var cues = new List<Cue>();
        var streams = probe.Subtitles.Take(MostStreams).ToList();
        if (streams.Count == 0)
            return cues;
        var folder = Directory.CreateTempSubdirectory("videoindex-cues-");
        try
        {
            var arguments = FfmpegArguments.Subtitles(options, path, streams.Select(stream => stream.Index), folder.FullName);
            var run = await ToolRun.FinishAsync(options, options.FfmpegPath, arguments, options.RunLimitFor(probe.Duration), path, cancel);
            if (run.ExitCode != 0)
                throw MediaRefusal.DecoderFailed(path, run.ExitCode, run.Errors);
            foreach (var stream in streams)
            {
                var text = await ReadTextAsync(Path.Join(folder.FullName, FormattableString.Invariant($"{stream.Index}.srt")), cancel);
                cues.AddRange(TimedTextParser.Parse(text, FormattableString.Invariant($"subtitle:{stream.Index}"), stream.Language));
            }

            return cues;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // A larger file is read up to the limit: what stands there is still text with times.
    private async Task<string> ReadTextAsync(string path, CancellationToken cancel)
    {
        try
        {
            await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var bytes = new byte[Math.Min(file.Length, options.MaxSubtitleBytes)];
            var read = await file.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancel);
            return SubtitleText.Decode(bytes.AsSpan(0, read));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new VideoIndexException(ErrorCodes.UnreadableFile, $"cannot read `{CleanText.Name(path)}`: {CleanText.Line(e.Message, 300)}",
                "give the user that runs VideoIndex the right to read it", e);
        }
    }
}
