using VideoIndex.Benchmarks;

if (BenchmarkOptions.TryParse(args) is not { } options)
{
    Console.Error.WriteLine($"error: `{string.Join(' ', args)}` is not understood\n{BenchmarkOptions.Usage}");
    return 2;
}

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};
var machine = MachineDescription.Read(Environment.GetEnvironmentVariable("BENCH_FFMPEG") ?? "unknown");
var commit = Environment.GetEnvironmentVariable("BENCH_COMMIT") ?? "unknown";
using var stations = new Stations();
return await new BenchmarkRun(options, machine, commit, TimeProvider.System).RunAsync(stations.All(), stop.Token);
