using VideoIndex.Core;

namespace VideoIndex.Media;

/// <summary>The sentences for media that cannot be indexed, each in one place. Pure.</summary>
internal static class MediaRefusal
{
    private const string Shown = "list what it holds with `ffprobe`";

    public static VideoIndexException Empty(string path) =>
        new(ErrorCodes.EmptyFile, $"cannot read `{CleanText.Name(path)}`: it is empty", "copy it again, or delete it");

    public static VideoIndexException TimedOut(string path, string tool, TimeSpan limit, Exception cause) =>
        new(ErrorCodes.DecoderTimeout, $"cannot read `{CleanText.Name(path)}`: `{CleanText.Name(tool)}` was ended after {limit.TotalSeconds:0} s without an answer",
            "if the disk or network was asleep, try again with `--retry-failed`", cause);

    public static VideoIndexException CutOff(string path) =>
        new(ErrorCodes.PartialFile, $"cannot read `{CleanText.Name(path)}`: it ends before its own header says",
            "if it is still being copied, it is indexed once it is whole; else fetch it again");

    public static VideoIndexException NoVideo(string path, string found) =>
        new(ErrorCodes.NoVideoStream, $"cannot index `{CleanText.Name(path)}`: {found}", Shown);

    public static VideoIndexException CodecRefused(string path, string? codec) =>
        new(ErrorCodes.NotMedia, $"cannot index `{CleanText.Name(path)}`: its codec `{CleanText.Line(codec ?? "unknown", 40)}` is not among those that VideoIndex opens",
            "convert it, for instance with `ffmpeg -i in -c:v libx264 out.mp4`");

    public static VideoIndexException NoStill(string path, string found) =>
        new(ErrorCodes.NotMedia, $"cannot read `{CleanText.Name(path)}` as a picture: {found}, expected a PNG, JPEG or WebP still",
            "convert it, for instance with `ffmpeg -i in out.png`");

    public static VideoIndexException TooManyPixels(string path, string size, long most) =>
        new(ErrorCodes.TooManyPixels, $"cannot index `{CleanText.Name(path)}`: its pictures have {size} pixels, at most {most / 1_000_000} million are decoded",
            "scale it down, for instance with `ffmpeg -i in -vf scale=3840:-2 out.mp4`");

    public static VideoIndexException NoPictureSize(string path) =>
        new(ErrorCodes.NoFrames, $"cannot index `{CleanText.Name(path)}`: ffprobe finds no picture in its video stream that tells its size", Shown);

    public static VideoIndexException NoDuration(string path) =>
        new(ErrorCodes.NoDuration, $"cannot index `{CleanText.Name(path)}`: neither its header nor its packets tell how long it is", Shown);

    public static VideoIndexException NoFrames(string path, StderrTail errors) =>
        new(ErrorCodes.NoFrames, $"cannot index `{CleanText.Name(path)}`: ffmpeg found no picture in its video stream{Said(errors)}",
            "see whether a player shows it; if so, converting it with ffmpeg may help");

    public static VideoIndexException DecoderFailed(string path, int exitCode, StderrTail errors) =>
        new(ErrorCodes.DecoderFailed, $"cannot decode `{CleanText.Name(path)}`: ffmpeg ended with {Ending(exitCode)}{Said(errors)}",
            "try again with `--retry-failed`; a newer FFmpeg may read it");

    public static VideoIndexException TooMuchOutput(string path) =>
        new(ErrorCodes.DecoderFailed, $"cannot decode `{CleanText.Name(path)}`: ffmpeg gave more pictures than were asked for",
            "check which program `ffmpeg` is with `videoindex doctor`");

    /// <summary>Why ffprobe refused a file, from its exit code and last messages.</summary>
    public static VideoIndexException FromProbe(string path, int exitCode, StderrTail errors)
    {
        if (exitCode > 128)
            return new VideoIndexException(ErrorCodes.DecoderFailed,
                $"cannot read `{CleanText.Name(path)}`: ffprobe ended with {Ending(exitCode)}{Said(errors)}", "a newer FFmpeg may read it");
        if (errors.Contains("Permission denied") || errors.Contains("No such file"))
            return new VideoIndexException(ErrorCodes.UnreadableFile, $"cannot read `{CleanText.Name(path)}`: it is gone or may not be read",
                "give the user that runs VideoIndex the right to read it");
        if (errors.RefusedDecoder is { } decoder)
            return CodecRefused(path, decoder);
        return errors.Contains("not on whitelist")
            ? new VideoIndexException(ErrorCodes.NotMedia, $"cannot read `{CleanText.Name(path)}`: its content is not one of the media containers that VideoIndex opens",
                "see what it is with `file`; a playlist or a picture with a video's name is not opened")
            : new VideoIndexException(ErrorCodes.NotMedia, $"cannot read `{CleanText.Name(path)}`: ffprobe finds no media in it, or a damaged header{Said(errors, path)}", Shown);
    }

    private static string Ending(int exitCode) => exitCode > 128 ? $"signal {exitCode - 128}" : $"exit code {exitCode}";

    private static string Said(StderrTail errors, string? path = null)
    {
        if (errors.LastSentence is not { } sentence)
            return "";
        // ffmpeg repeats the whole input name before its verdict; the sentence has named the file already.
        var verdict = path is null ? -1 : sentence.LastIndexOf(": ", StringComparison.Ordinal);
        return $" (`{CleanText.Line(verdict < 0 ? sentence : sentence[(verdict + 2)..], 200).Replace('`', '\'')}`)";
    }
}
