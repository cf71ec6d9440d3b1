using VideoIndex.Benchmarks;
using VideoIndex.Benchmarks.Relevance;

// The retrieval sets of people's annotations: `sets ANNOTATIONS FOLDER`.
if (args is ["sets", var annotations, var folder])
{
    SetFiles.Write(annotations, folder);
    return 0;
}

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
