using System.Diagnostics;
using System.Globalization;
using VideoIndex.Core;
using VideoIndex.Vision;

namespace VideoIndex.Benchmarks.Speed;

/// <summary>
/// How the published demos caption a film: for every window a process that cuts it out, then the model in 32-bit floats on this window alone, with
/// logits for every token of the prompt. Our own kernels, frames and prompts: only the way differs.
/// </summary>
internal sealed class DemoWay(FullSizeModel model) : IDisposable
{
    private readonly Lazy<AllLogits> _logits = new(() => new AllLogits(model.Model.Config.Text));

    public async Task<TimeSpan> CaptionAsync(string film, TimeSpan length, WindowPlan plan, FrameShape shape, CancellationToken cancel)
    {
        var captioner = model.NewCaptioner(); // not disposed: the model is not ours
        var start = Stopwatch.GetTimestamp();
        foreach (var window in plan.Cut(length))
        {
            var frames = await CutAsync(film, window, plan, shape, cancel);
            captioner.CaptionBatch([captioner.Prepare(new WindowFrames(window, plan.FrameTimes(window), frames))], cancel);
            _logits.Value.Run(captioner.TokensFor(window, plan.FrameTimes(window)).Count - 1, cancel);
        }

        return Stopwatch.GetElapsedTime(start);
    }

    public void Dispose()
    {
        if (_logits.IsValueCreated)
            _logits.Value.Dispose();
    }

    private static async Task<List<VideoFrame>> CutAsync(string film, TimeRange window, WindowPlan plan, FrameShape shape, CancellationToken cancel)
    {
        var start = new ProcessStartInfo("ffmpeg") { RedirectStandardOutput = true };
        foreach (var argument in (string[])
        [
            "-v", "error", "-nostdin", "-ss", Text(window.Start.TotalSeconds), "-i", film, "-t", Text(window.Length.TotalSeconds),
            "-vf", $"fps={Text(plan.FramesPerWindow / window.Length.TotalSeconds)},scale={shape.Width}:{shape.Height}:flags=lanczos",
            "-f", "rawvideo", "-pix_fmt", "rgb24", "-",
        ])
            start.ArgumentList.Add(argument);
        using var ffmpeg = Process.Start(start)!;
        var frames = new List<VideoFrame>();
        var rgb = new byte[shape.Width * shape.Height * 3];
        while (await ffmpeg.StandardOutput.BaseStream.ReadAtLeastAsync(rgb, rgb.Length, throwOnEndOfStream: false, cancel) == rgb.Length)
            frames.Add(new VideoFrame(shape.Width, shape.Height, rgb.ToArray()));
        await ffmpeg.WaitForExitAsync(cancel);
        while (frames.Count < plan.FramesPerWindow)
            frames.Add(frames[^1]);
        return frames[..plan.FramesPerWindow];
    }

    private static string Text(double number) => number.ToString("0.######", CultureInfo.InvariantCulture);
}
