using VideoIndex.Core;
using VideoIndex.Media;

namespace VideoIndex.EndToEnd.Tests.Media;

public sealed class ClipReaderTests
{
    private static readonly MediaOptions Options = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("film.mp4")]
    [InlineData("film.mkv")]
    [InlineData("film.ts")]
    [InlineData("film.avi")]
    public async Task ReadAsync_GivesThePictureOnDisplay_AtEachMoment(string name)
    {
        using var folder = TestFolders.NewTemporary();
        var path = folder[name];
        MediaMaker.Film(path, 45.2, encoding: Encoding(name));
        var probe = await new MediaProber(Options).ProbeAsync(path, Cancel);
        foreach (var seconds in (double[][])[[0], [0, 0.04, 3.9, 20.123, 45], [30, 30.04, 30.1, 44.9], [12.34]])
        {
            List<TimeSpan> moments = [.. seconds.Select(TimeSpan.FromSeconds)];
            var clip = await new ClipReader(Options).ReadAsync(path, probe, new TimeRange(TimeSpan.Zero, probe.Duration), moments, Cancel);
            Assert.Equal(moments, clip.FrameTimes);
            foreach (var (time, frame) in clip.FrameTimes.Zip(clip.Frames))
            {
                var difference = MeanDifference(frame.Rgb.Span, OnDisplay(path, probe.VideoStream, time, frame));
                Assert.True(difference < 2.5, $"{name} at {time}: {difference:0.00} levels away on average");
            }
        }
    }

    [Fact]
    public async Task ReadAsync_GivesTheBytesOfTheWindow_AtItsTimes()
    {
        var path = Path.Combine(TestFolders.SampleMedia, "football-match.mp4");
        var probe = await new MediaProber(Options).ProbeAsync(path, Cancel);
        var plan = new WindowPlan(TimeSpan.FromSeconds(10), 3);
        await foreach (var window in new FrameReader(Options).ReadAsync(path, probe, plan, TimeSpan.Zero, Cancel))
        {
            var clip = await new ClipReader(Options).ReadAsync(path, probe, window.Window, window.FrameTimes, Cancel);
            Assert.Equal(window.Frames.Select(Bytes), clip.Frames.Select(Bytes));
        }
    }

    [Fact]
    public async Task ReadAsync_RepeatsTheLastPicture_PastTheEnd()
    {
        using var folder = TestFolders.NewTemporary();
        var path = folder["short.mp4"];
        MediaMaker.Film(path, 5);
        var probe = await new MediaProber(Options).ProbeAsync(path, Cancel);
        TimeSpan[] moments = [TimeSpan.FromSeconds(4.99), TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(60)];
        var clip = await new ClipReader(Options).ReadAsync(path, probe, new TimeRange(default, moments[^1]), moments, Cancel);
        Assert.Equal(Bytes(clip.Frames[0]), Bytes(clip.Frames[1]));
        Assert.Equal(3, clip.Frames.Count);
        var late = await new ClipReader(Options).ReadAsync(path, probe, new TimeRange(default, moments[^1]), [moments[2]], Cancel);
        Assert.Equal(Bytes(clip.Frames[0]), Bytes(late.Frames[0]));
    }

    private static byte[] OnDisplay(string path, int stream, TimeSpan time, VideoFrame like)
    {
        var until = FormattableString.Invariant($"{time.TotalSeconds + 0.001:0.######}");
        var size = $"scale={like.Width}:{like.Height}:flags=lanczos+accurate_rnd+full_chroma_int+full_chroma_inp";
        var shown = MediaMaker.Run("-i", "file:" + path, "-map", $"0:{stream}", "-an", "-sn", "-dn",
            "-vf", $"select='lte(t,{until})+eq(n,0)',{size}", "-fps_mode", "passthrough", "-f", "rawvideo", "-pix_fmt", "rgb24", "-");
        return shown[^like.Rgb.Length..];
    }

    private static double MeanDifference(ReadOnlySpan<byte> one, ReadOnlySpan<byte> other)
    {
        Assert.Equal(one.Length, other.Length);
        long sum = 0;
        for (var i = 0; i < one.Length; i++)
            sum += Math.Abs(one[i] - other[i]);
        return (double)sum / one.Length;
    }

    private static string Bytes(VideoFrame frame) => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(frame.Rgb.Span));

    private static string[] Encoding(string name) => Path.GetExtension(name) switch
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
