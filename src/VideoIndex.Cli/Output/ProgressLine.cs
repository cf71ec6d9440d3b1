using System.Globalization;
using VideoIndex.Core;

namespace VideoIndex.Cli.Output;

/// <summary>Says how far an index run is. Thread-safe.</summary>
internal sealed class ProgressLine(TimeProvider clock) : IProgress<IndexProgress>, IDisposable
{
    private readonly LiveLine _line = new(clock);

    public void Report(IndexProgress value) => _line.Show(Text(value));

    public void Dispose() => _line.Dispose();

    internal static string Text(IndexProgress at)
    {
        var culture = CultureInfo.InvariantCulture;
        var failed = at.Failed == 0 ? "" : string.Create(culture, $", {at.Failed} failed");
        var rate = at.TimesRealTime <= 0 ? "" : string.Create(culture, $", {at.TimesRealTime:0.#}x real time");
        var left = at.TimeLeft is { } time && at.WindowsLeft > 0 ? $", {Duration(time)} left" : "";
        var files = string.Create(culture, $"{at.FilesFound} files found");
        var windows = string.Create(culture, $"{at.WindowsDone} of {at.WindowsDone + at.WindowsLeft} windows captioned");
        return at.Stage switch
        {
            IndexStage.Publishing => $"publishing: {windows}{failed}",
            IndexStage.Scanning => $"scanning: {files}, {windows}{failed}{rate}",
            _ => $"captioning: {windows}{failed}{rate}{left}{Now(at.Current)}",
        };
    }

    internal static string Duration(TimeSpan time) => time.TotalHours >= 1 ? $"{(int)time.TotalHours} h {time.Minutes:00} min"
        : time.TotalMinutes >= 1 ? $"{time.Minutes} min {time.Seconds:00} s"
        : $"{Math.Ceiling(time.TotalSeconds):0} s";

    private static string Now(string? path) => path is null ? "" : $" | {Terminal.Printable(Path.GetFileName(path))}";
}
