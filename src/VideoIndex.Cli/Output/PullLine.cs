using System.Globalization;
using VideoIndex.Vision;

namespace VideoIndex.Cli.Output;

/// <summary>Says how far a pull, an import or a check of a model is. Thread-safe.</summary>
internal sealed class PullLine(TimeProvider clock) : IProgress<PullProgress>, IDisposable
{
    private readonly LiveLine _line = new(clock);

    public void Report(PullProgress value)
    {
        if (value.Note is { } note)
            _line.Say(Terminal.Printable(note));
        else
            _line.Show(Text(value));
    }

    public void Dispose() => _line.Dispose();

    internal static string Text(PullProgress at)
    {
        var rate = at.BytesPerSecond > 0 ? $", {Bytes((long)at.BytesPerSecond)}/s" : "";
        var left = at.TimeLeft is { } time && at.Done < at.Total ? $", {ProgressLine.Duration(time)} left" : "";
        var verb = at.Stage == PullStage.Checking ? "checking" : "fetching";
        return $"{verb} {Terminal.Printable(at.File)}: {Bytes(at.Done)} of {Bytes(at.Total)}{rate}{left}";
    }

    internal static string Bytes(long count) => count switch
    {
        >= 1_000_000_000 => string.Create(CultureInfo.InvariantCulture, $"{count / 1e9:0.00} GB"),
        >= 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{count / 1e6:0.0} MB"),
        >= 1_000 => string.Create(CultureInfo.InvariantCulture, $"{count / 1e3:0} kB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{count} bytes"),
    };
}
