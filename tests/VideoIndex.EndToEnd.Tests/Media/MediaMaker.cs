using System.Diagnostics;

namespace VideoIndex.EndToEnd.Tests.Media;

/// <summary>Runs the real ffmpeg, without any of our guards, to make files for tests and to say what is right.</summary>
internal static class MediaMaker
{
    /// <summary>A film of moving patterns, every picture different, with its frame number drawn into it.</summary>
    public static void Film(string path, double seconds, int rate = 25, string size = "160x90", params string[] encoding) =>
        Run(["-f", "lavfi", "-i", FormattableString.Invariant($"testsrc2=s={size}:r={rate}:d={seconds}"), "-pix_fmt", "yuv420p", .. encoding, "-y", "file:" + path]);

    public static byte[] Run(params string[] arguments)
    {
        var start = new ProcessStartInfo("ffmpeg") { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        foreach (var argument in (string[])["-v", "error", "-nostdin", .. arguments])
            start.ArgumentList.Add(argument);
        using var ffmpeg = Process.Start(start)!;
        ffmpeg.StandardInput.Close();
        var errors = ffmpeg.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        using var output = new MemoryStream();
        ffmpeg.StandardOutput.BaseStream.CopyTo(output);
        ffmpeg.WaitForExit();
        Assert.True(ffmpeg.ExitCode == 0, errors.GetAwaiter().GetResult());
        return output.ToArray();
    }
}
