using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using VideoIndex.Core;

namespace VideoIndex.Media;

/// <summary>Looks for ffmpeg and ffprobe and for what makes running them safe. Safe to share.</summary>
public sealed class FfmpegLocator
{
    /// <summary>The options used by <see cref="FfmpegArguments"/> came with this version (`-fps_mode`).</summary>
    private static readonly Version Oldest = new(5, 1);

    // To ask costs a start of ffmpeg, 60 to 200 ms: an index asks before it tells what it will cost, and when it begins.
    private static readonly ConcurrentDictionary<(string Path, DateTime Written), string> s_versions = new();

    private FfmpegLocator()
    {
    }

    /// <summary>As <see cref="FindAsync"/>, for a console command, which has nothing else to do meanwhile. Blocks the calling thread.</summary>
    public static FfmpegInfo Find(MediaOptions options) => FindAsync(options, CancellationToken.None).GetAwaiter().GetResult();

    /// <summary>Runs `ffmpeg -version`, once for a program that stays the same.</summary>
    /// <exception cref="VideoIndexException">ffmpeg_missing: a program is not there, or does not run.</exception>
    public static async Task<FfmpegInfo> FindAsync(MediaOptions options, CancellationToken cancel)
    {
        var ffmpeg = ToolPath.Require(options.FfmpegPath);
        var ffprobe = ToolPath.Require(options.FfprobePath);
        var program = (ffmpeg, File.GetLastWriteTimeUtc(ffmpeg));
        if (!s_versions.TryGetValue(program, out var version))
            s_versions[program] = version = await AskVersionAsync(options, ffmpeg, cancel);
        return new FfmpegInfo(ffmpeg, ffprobe, version, [.. Warnings(version)]);
    }

    private static async Task<string> AskVersionAsync(MediaOptions options, string ffmpeg, CancellationToken cancel)
    {
        var run = await ToolRun.FinishAsync(options, ffmpeg, ["-hide_banner", "-version"], options.ProbeLimit, ffmpeg, cancel);
        return (run.ExitCode == 0 ? ReadVersion(Encoding.UTF8.GetString(run.Output)) : null)
            ?? throw new VideoIndexException(ErrorCodes.FfmpegMissing, $"`{ffmpeg}` does not tell its version, so it is no FFmpeg that works",
                "run `ffmpeg -version` to see why");
    }

    /// <summary>The third word of `ffmpeg version 5.1.9-0+deb12u1 Copyright ...`; null when the text is another program's.</summary>
    internal static string? ReadVersion(string answer)
    {
        var words = answer.Split('\n')[0].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length > 2 && words[0] == "ffmpeg" && words[1] == "version" ? CleanText.Line(words[2], 60) : null;
    }

    /// <summary>Builds from git (`N-109542-g...`) carry no number and are taken as new enough.</summary>
    internal static bool IsTooOld(string version)
    {
        var number = version.TrimStart('n').Split('-', '+', '~')[0].Split('.');
        return int.TryParse(number[0], CultureInfo.InvariantCulture, out var major)
            && new Version(major, number.Length > 1 && int.TryParse(number[1], CultureInfo.InvariantCulture, out var minor) ? minor : 0) < Oldest;
    }

    private static IEnumerable<string> Warnings(string version)
    {
        if (IsTooOld(version))
            yield return $"ffmpeg {version} is older than {Oldest}: frames cannot be read with it";
        if (!OperatingSystem.IsLinux() || ToolPath.Find("prlimit") is null)
            yield return "`prlimit` is not found: a decoder's memory is not limited (it comes with util-linux)";
        if (!OperatingSystem.IsLinux() || ToolPath.Find("setsid") is null)
            yield return "`setsid` is not found: a decoder that is stopped may leave a process of its own behind (it comes with util-linux)";
    }
}
