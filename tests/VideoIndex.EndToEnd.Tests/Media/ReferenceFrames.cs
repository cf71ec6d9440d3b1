using VideoIndex.Core;

namespace VideoIndex.EndToEnd.Tests.Media;

/// <summary>What a reader's frames are held against: single pictures that ffmpeg takes out by itself, and films to take them from.</summary>
internal static class ReferenceFrames
{
    /// <summary>The picture on display at a time, found without any seek.</summary>
    public static byte[] OnDisplay(string path, int stream, TimeSpan time, VideoFrame like)
    {
        var until = FormattableString.Invariant($"{time.TotalSeconds + 0.001:0.######}");
        var size = $"scale={like.Width}:{like.Height}:flags=lanczos+accurate_rnd+full_chroma_int+full_chroma_inp";
        var shown = MediaMaker.Run("-i", "file:" + path, "-map", $"0:{stream}", "-an", "-sn", "-dn",
            "-vf", $"select='lte(t,{until})+eq(n,0)',{size}", "-fps_mode", "passthrough", "-f", "rawvideo", "-pix_fmt", "rgb24", "-");
        return shown[^like.Rgb.Length..];
    }

    public static double MeanDifference(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other)
    {
        Assert.Equal(one.Length, other.Length);
        long sum = 0;
        for (var i = 0; i < one.Length; i++)
            sum += Math.Abs(one[i] - other[i]);
        return (double)sum / one.Length;
    }

    public static string Bytes(VideoFrame frame) => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(frame.Rgb.Span));

    public static string[] Encoding(string name) => Path.GetExtension(name) switch
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
