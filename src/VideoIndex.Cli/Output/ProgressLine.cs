using System.Globalization;
using VideoIndex.Core;

namespace VideoIndex.Cli.Output;

/// <summary>Shows a run's progress on stderr: one line that is rewritten on a terminal, a line now and then elsewhere. Thread-safe.</summary>
internal sealed class ProgressLine(TimeProvider clock) : IProgress<IndexProgress>, IDisposable
{
    /// <summary>A log file should not fill up, a person who waits should see that it moves.</summary>
    private static readonly TimeSpan LineEvery = TimeSpan.FromSeconds(10);

    private readonly bool _rewrites = !Console.IsErrorRedirected;
    private readonly Lock _lock = new();
    private long _lastLine = clock.GetTimestamp();
    private int _width;

    public void Report(IndexProgress value)
    {
        lock (_lock)
        {
            if (_rewrites)
                Rewrite(Text(value));
            else if (clock.GetElapsedTime(_lastLine) >= LineEvery)
            {
                _lastLine = clock.GetTimestamp();
                Console.Error.WriteLine(Text(value));
            }
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            if (_rewrites && _width > 0)
                Rewrite("");
        }
    }

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

    private void Rewrite(string text)
    {
        var columns = Math.Max(20, Console.WindowWidth - 1);
        var line = text.Length > columns ? text[..columns] : text;
        Console.Error.Write($"\r{line.PadRight(Math.Min(_width, columns))}{(text.Length == 0 ? "\r" : "")}");
        _width = line.Length;
    }
}
