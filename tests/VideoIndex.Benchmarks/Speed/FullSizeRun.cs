using System.Diagnostics;
using System.Globalization;
using VideoIndex.Core;
using VideoIndex.Media;
using VideoIndex.Vision;

namespace VideoIndex.Benchmarks.Speed;

/// <summary>A checkpoint loaded, one window of a film captioned and a question about it answered; nothing else runs in this process, so that its memory is the model's.</summary>
internal static class FullSizeRun
{
    private const int Tokens = 32;
    private const string Film = "football-match.mp4", Question = "What happens in this clip?";

    /// <summary>The columns of <see cref="RunAsync"/>'s row.</summary>
    public const string Heading = """
        | precision | weights, MiB | loaded in, s | peak of loading, MiB | peak, MiB | peak / weights | first caption, s | tokens/s |
        | --- | --- | --- | --- | --- | --- | --- | --- |
        """;

    /// <summary>A row of the table.</summary>
    public static async Task<string> RunAsync(string folder, string precision, CancellationToken cancel)
    {
        var start = Stopwatch.GetTimestamp();
        var model = SmolVlm.Load(folder, new VisionOptions { Device = "cpu", Precision = PrecisionNames.Parse(precision) });
        var (loading, loaded) = (Stopwatch.GetElapsedTime(start), PeakMebibytes());
        using var captioner = new SmolVlmCaptioner(model, new CaptionOptions { MaxNewTokens = Tokens }, ToTheEnd(model, Tokens));
        var window = await ReadWindowAsync(cancel);

        start = Stopwatch.GetTimestamp();
        captioner.CaptionBatch([captioner.Prepare(window)], cancel);
        var captioning = Stopwatch.GetElapsedTime(start);
        using (var chat = new SmolVlmChat(model, new ChatOptions { Generation = ToTheEnd(model, Tokens) }))
            chat.Ask(new ChatInput.Video(window), Question);
        var (peak, weights) = (PeakMebibytes(), model.WeightBytes / (double)(1 << 20));
        return string.Create(CultureInfo.InvariantCulture,
            $"| {precision} | {weights:0} | {loading.TotalSeconds:0.0} | {loaded:0} | {peak:0} | {peak / weights:0.00} | {captioning.TotalSeconds:0.0} | {TokensPerSecond(model, cancel):0.0} |");
    }

    /// <summary>Of an answer to a short question, after its first token.</summary>
    private static double TokensPerSecond(SmolVlm model, CancellationToken cancel)
    {
        var prompt = new ModelPrompt(model.Prompts.Build(new ChatMessage(ChatRole.User, Question)).TokenIds, default);
        TimeSpan Time(int tokens)
        {
            var start = Stopwatch.GetTimestamp();
            model.Generate([prompt], ToTheEnd(model, tokens), cancel);
            return Stopwatch.GetElapsedTime(start);
        }

        var first = Time(1);
        return Tokens / (Time(Tokens + 1) - first).TotalSeconds;
    }

    /// <summary>Random weights end an answer anywhere; so none ends before its last token.</summary>
    private static GenerationOptions ToTheEnd(SmolVlm model, int tokens) =>
        new() { MaxNewTokens = tokens, StopAtRepetition = false, BannedTokens = [.. model.TemplateTokens, .. model.Config.EndTokens] };

    private static async Task<WindowFrames> ReadWindowAsync(CancellationToken cancel)
    {
        var (film, options) = (Path.Combine(BenchmarkFolder.SampleMedia, Film), new MediaOptions());
        var probe = await new MediaProber(options).ProbeAsync(film, cancel);
        await foreach (var window in new FrameReader(options).ReadAsync(film, probe, SampleFilms.Plan, TimeSpan.Zero, cancel))
            return window;
        throw new InvalidOperationException($"there is no window in `{film}`");
    }

    /// <summary>The most that this process ever held in main memory, libraries and runtime included.</summary>
    private static double PeakMebibytes()
    {
        const string key = "VmHWM:";
        var line = File.ReadLines("/proc/self/status").First(l => l.StartsWith(key, StringComparison.Ordinal));
        return double.Parse(line[key.Length..^" kB".Length], CultureInfo.InvariantCulture) / 1024;
    }
}
