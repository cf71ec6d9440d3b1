using VideoIndex.Core;

namespace VideoIndex.Media;

/// <summary>Reads one still that somebody named: PNG, JPEG or WebP, told by its first bytes whatever its name is. Safe to share.</summary>
/// <remarks>
/// The only place where ffmpeg may open picture files; what walks folders never comes here. Decoded under the same limits as
/// videos. Turned as its EXIF orientation says; what is transparent lies on white, as the models' own preparation has it.
/// </remarks>
public sealed class ImageReader(MediaOptions options)
{
    /// <summary>Whether the file begins like a still that <see cref="ReadAsync"/> reads; false also for one that cannot be read.</summary>
    public static bool IsImage(string path) => Recognise(path) is not null;

    /// <exception cref="VideoIndexException">unreadable_file, not_media, too_many_pixels, decoder_failed, decoder_timeout, ffmpeg_missing</exception>
    public async Task<VideoFrame> ReadAsync(string path, CancellationToken cancel)
    {
        if (FileStamp.Read(path).Size == 0)
            throw MediaRefusal.Empty(path);
        var format = Recognise(path) ?? throw MediaRefusal.NoStill(path, "its first bytes are not those of one");
        var layout = await ProbeAsync(path, format, cancel);
        await using var child = ChildProcess.Start(
            options, options.FfmpegPath, FfmpegArguments.Still(options, path, format, layout.Orientation), options.ProbeLimit);
        using var deadline = new Deadline(child, options.ProbeLimit, options.ProbeLimit, cancel);
        try
        {
            return await deadline.WaitAsync(token => DecodeAsync(child, path, layout.Upright, token));
        }
        catch (TimeoutException e)
        {
            throw MediaRefusal.TimedOut(path, options.FfmpegPath, options.ProbeLimit, e);
        }
    }

    private async Task<StillLayout> ProbeAsync(string path, StillFormat format, CancellationToken cancel)
    {
        var run = await ToolRun.FinishAsync(
            options, options.FfprobePath, FfmpegArguments.ProbeStill(options, path, format), options.ProbeLimit, path, cancel);
        if (run.Errors.RefusedSize is { } size)
            throw MediaRefusal.TooManyPixels(path, size, options.MaxPixels);
        var layout = StillLayout.Parse(run.Output) ?? throw MediaRefusal.NoStill(path, "it is damaged, or of a kind that ffmpeg does not read");
        return (long)layout.Stored.Width * layout.Stored.Height <= options.MaxPixels
            ? layout
            : throw MediaRefusal.TooManyPixels(path, $"{layout.Stored.Width}x{layout.Stored.Height}", options.MaxPixels);
    }

    private static async Task<VideoFrame> DecodeAsync(ChildProcess child, string path, FrameSize size, CancellationToken cancel)
    {
        var rgba = GC.AllocateUninitializedArray<byte>(checked(size.Width * size.Height * 4));
        var read = await child.Output.ReadAtLeastAsync(rgba, rgba.Length, throwOnEndOfStream: false, cancel);
        var exitCode = await child.WaitForExitAsync(cancel);
        if (exitCode != 0 || read < rgba.Length)
            throw MediaRefusal.DecoderFailed(path, exitCode, child.Errors);
        return new VideoFrame(size.Width, size.Height, OnWhite(rgba));
    }

    /// <summary>Red, green, blue and opacity to red, green and blue on white. Pure.</summary>
    internal static byte[] OnWhite(ReadOnlySpan<byte> rgba)
    {
        var rgb = GC.AllocateUninitializedArray<byte>(rgba.Length / 4 * 3);
        for (int from = 0, to = 0; from < rgba.Length; from += 4, to += 3)
        {
            var opacity = rgba[from + 3];
            for (var colour = 0; colour < 3; colour++)
                rgb[to + colour] = (byte)((rgba[from + colour] * opacity + 255 * (255 - opacity) + 127) / 255);
        }

        return rgb;
    }

    private static StillFormat? Recognise(string path)
    {
        Span<byte> start = stackalloc byte[StillFormat.Signature];
        try
        {
            // A pipe or a device would be waited for without end.
            if (UnixFile.Read(path).Kind != FileKind.Regular)
                return null;
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            return StillFormat.Recognise(start[..file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
