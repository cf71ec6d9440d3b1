using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using VideoIndex.Core;
using VideoIndex.Media;

namespace VideoIndex.EndToEnd.Tests.Media;

/// <summary>What a reader's frames are held against: single pictures that ffmpeg takes out by itself, and films to take them from.</summary>
internal static class ReferenceFrames
{
    /// <summary>The pictures on display at these times, in that order, found without any seek: one pass tells every frame's time, one takes the frames out.</summary>
    private static List<byte[]> OnDisplay(string path, int stream, IReadOnlyList<TimeSpan> times, VideoFrame like)
    {
        var shown = FrameTimes(path, stream);
        List<int> numbers = [.. times.Select(time => Math.Max(0, shown.FindLastIndex(frame => frame <= time.TotalMicroseconds + 1000)))];
        var chosen = numbers.Distinct().Order().ToList();
        var pictures = Take(path, stream,
            $"select='{string.Join('+', chosen.Select(number => $"eq(n,{number})"))}',scale={like.Width}:{like.Height}:flags=lanczos+accurate_rnd+full_chroma_int+full_chroma_inp",
            "-f", "rawvideo", "-pix_fmt", "rgb24", "-");
        Assert.Equal(chosen.Count * like.Rgb.Length, pictures.Length);
        return [.. numbers.Select(number => pictures.AsSpan(chosen.IndexOf(number) * like.Rgb.Length, like.Rgb.Length).ToArray())];
    }

    // Microseconds, in the order of display; a frame without a time stands before none.
    private static List<double> FrameTimes(string path, int stream)
    {
        var lines = Encoding.UTF8.GetString(Take(path, stream, "settb=AVTB,metadata=add:key=seen:value=1,metadata=print:file=-", "-f", "null", "/dev/null"));
        return [.. Regex.Matches(lines, @"^frame:\d+\s+pts:(\S+)", RegexOptions.Multiline)
            .Select(match => double.TryParse(match.Groups[1].Value, CultureInfo.InvariantCulture, out var time) ? time : double.PositiveInfinity)];
    }

    private static byte[] Take(string path, int stream, string filter, params string[] output) =>
        MediaMaker.Run(["-i", "file:" + path, "-map", $"0:{stream}", "-an", "-sn", "-dn", "-vf", filter, "-fps_mode", "passthrough", .. output]);

    /// <summary>Fails unless each frame is the picture on display at its time.</summary>
    public static void AssertOnDisplay(string path, MediaProbe probe, IReadOnlyList<TimeSpan> times, IReadOnlyList<VideoFrame> frames)
    {
        foreach (var ((time, frame), picture) in times.Zip(frames).Zip(OnDisplay(path, probe.VideoStream, times, frames[0])))
        {
            var difference = MeanDifference(frame.Rgb.Span, picture);
            Assert.True(difference < 2.5, $"{Path.GetFileName(path)} at {time}: {difference:0.00} levels away on average");
        }
    }

    public static double MeanDifference(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other)
    {
        Assert.Equal(one.Length, other.Length);
        long sum = 0;
        for (var i = 0; i < one.Length; i++)
            sum += Math.Abs(one[i] - other[i]);
        return (double)sum / one.Length;
    }

    public static Task<MediaProbe> ProbeAsync(string path) => new MediaProber(new MediaOptions()).ProbeAsync(path, TestContext.Current.CancellationToken);

    /// <summary>The pictures on display at these moments, as <see cref="Bytes"/>, by the reader of clips.</summary>
    public static async Task<IEnumerable<string>> ReadPicturesAsync(string path, IReadOnlyList<TimeSpan> moments)
    {
        var probe = await ProbeAsync(path);
        var clip = await new ClipReader(new MediaOptions()).ReadAsync(path, probe, new TimeRange(TimeSpan.Zero, probe.Duration), moments, TestContext.Current.CancellationToken);
        return clip.Frames.Select(Bytes);
    }

    public static string Bytes(VideoFrame frame) => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(frame.Rgb.Span));

    public static string[] EncodingOf(string name) => Path.GetExtension(name) switch
    {
        ".webm" => ["-c:v", "libvpx-vp9", "-deadline", "realtime", "-cpu-used", "8", "-g", "100"],
        ".avi" => ["-c:v", "mpeg4", "-bf", "2"],
        ".mov" => ["-c:v", "mjpeg", "-pix_fmt", "yuvj420p"],
        ".flv" => ["-c:v", "flv"],
        ".mpg" or ".mxf" => ["-c:v", "mpeg2video", "-bf", "2"],
        ".wmv" => ["-c:v", "wmv2"],
        ".ogv" => ["-c:v", "libtheora"],
        _ => ["-c:v", "libx264", "-preset", "ultrafast", "-bf", "2", "-g", "90"],
    };
}
