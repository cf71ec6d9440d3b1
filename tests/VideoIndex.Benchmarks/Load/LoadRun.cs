using System.Globalization;
using System.Text;
using VideoIndex.Benchmarks.Speed;

namespace VideoIndex.Benchmarks.Load;

/// <summary>The server under a fixed rate of requests: by itself, beside an index run, and beside a crowd as well.</summary>
internal sealed class LoadRun(LoadOptions options, Action<string> say)
{
    private const int IdleConnections = 1_000;
    private const int SlowReaders = 50;
    private const int SlowSenders = 50;

    public async Task<string> MeasureAsync(CancellationToken cancel)
    {
        using var folder = new BenchmarkFolder();
        say("making films and a library ...");
        var films = new SpeedFilms(folder).ManyClips;
        using var served = await ServedLibrary.StartAsync(folder.NewFolder("data"), options.Hours);
        var table = new StringBuilder("\n| phase | requests | errors | p50 | p95 | p99 | slowest | memory | windows captioned |\n| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n");
        await PhaseAsync("warming up", served, new StringBuilder(), cancel);
        await PhaseAsync("searches alone", served, table, cancel);
        await served.IndexAsync(films);
        await PhaseAsync("beside an index run", served, table, cancel);
        int stood;
        await using (var crowd = await Crowd.GatherAsync(served.Http.BaseAddress!, IdleConnections, SlowReaders, SlowSenders))
        {
            await PhaseAsync($"... and {IdleConnections} idle connections, {SlowReaders} slow readers, {SlowSenders} slow senders", served, table, cancel);
            stood = crowd.Standing;
        }

        await PhaseAsync("beside the index run, when they have gone", served, table, cancel);
        return table.Append(CultureInfo.InvariantCulture, $"\n{stood} of the {IdleConnections + SlowReaders} idle and slowly reading connections stood at the end.\n").ToString();
    }

    private async Task PhaseAsync(string name, ServedLibrary served, StringBuilder table, CancellationToken cancel)
    {
        say($"{name}: {options.Rate} requests/s for {options.Seconds} s");
        var captioned = await served.CaptionedAsync();
        var (before, most) = (served.Memory, 0L);
        using var handler = new SocketsHttpHandler { PooledConnectionIdleTimeout = TimeSpan.FromMinutes(5) };
        using var http = new HttpClient(handler) { BaseAddress = served.Http.BaseAddress, Timeout = TimeSpan.FromSeconds(30) };
        Answers answers;
        await using (new Timer(_ => most = Math.Max(most, served.Memory), null, TimeSpan.Zero, TimeSpan.FromSeconds(1)))
            answers = await new OpenLoop(http, new MixedSearches(options.IsDifferent), options.Rate).RunAsync(TimeSpan.FromSeconds(options.Seconds), cancel);
        foreach (var (error, count) in answers.Errors.OrderByDescending(pair => pair.Value).Take(5))
            say($"{count} x {error}");
        table.Append(CultureInfo.InvariantCulture,
            $"| {name} | {answers.Requests:#,0} in {answers.Took.TotalSeconds:0.0} s | {answers.ErrorCount} | {answers.At(0.5):0.0} ms | {answers.At(0.95):0.0} ms | {answers.At(0.99):0.0} ms | {answers.At(1):0} ms "
            + $"| {before / 1e6:0} to {served.Memory / 1e6:0} MB, at most {most / 1e6:0} | {await served.CaptionedAsync() - captioned} |\n");
    }
}
