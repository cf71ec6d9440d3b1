using VideoIndex.Benchmarks;
using VideoIndex.Benchmarks.Find;
using VideoIndex.Benchmarks.Load;
using VideoIndex.Benchmarks.Plans;
using VideoIndex.Benchmarks.Relevance;
using VideoIndex.Benchmarks.Speed;
using VideoIndex.Tests.Support;

// The retrieval sets of people's annotations: `sets ANNOTATIONS FOLDER`.
if (args is ["sets", var annotations, var folder])
{
    SetFiles.Write(annotations, folder);
    return 0;
}

// Fits the ranking on them and writes how it fares on a set it was not fitted on: `relevance fit ANNOTATIONS [EMBEDDER...]`.
if (args is ["relevance", "fit", var fitted, .. var embedders])
{
    RelevanceRun.Fit(fitted, embedders is [] ? [Path.Combine(BenchmarkFolder.SampleModel, "embedder")] : embedders);
    return 0;
}

// Fits when to say that nothing matches: `relevance confidence ANNOTATIONS [EMBEDDER...]`.
if (args is ["relevance", "confidence", var judged, .. var judgedWith])
{
    RelevanceRun.Confidence(judged, judgedWith is [] ? [Path.Combine(BenchmarkFolder.SampleModel, "embedder")] : judgedWith);
    return 0;
}

// A published model's files at full size, with random weights: `checkpoint 256m|500m|2.2b [FOLDER]`; and what its size costs in each precision, each in a
// process of its own: `fullsize`, with the same words.
if (args is ["checkpoint" or "fullsize", var size, .. var place] && !place.Any(word => word.StartsWith('-')) && PublishedSizes.All.FirstOrDefault(sizes => sizes.Name == size) is { } sizes)
{
    var target = place.FirstOrDefault() ?? FullSizeCheckpoint.DefaultFolder(sizes);
    if (!FullSizeTable.TryWrite(sizes, target))
        return 2;
    if (args[0] == "fullsize")
        return await FullSizeTable.PrintAsync(sizes, target, CancellationToken.None);
    Console.WriteLine(target);
    return 0;
}

if (args is ["fullsize-row", var model, var precision])
{
    Console.WriteLine(await FullSizeRun.RunAsync(model, precision, CancellationToken.None));
    return 0;
}

// What `index` says it will cost against what it takes: `estimate FOLDER...`.
if (args is ["estimate", .. { Length: > 0 } folders])
{
    using var workplace = new BenchmarkFolder();
    Console.WriteLine(await new EstimateCheck(workplace).RunAsync(folders, CancellationToken.None));
    return 0;
}

// The server under load: `load`.
if (args is ["load", .. var words])
{
    if (LoadOptions.TryParse(words) is not { } load)
    {
        Console.Error.WriteLine($"error: `{string.Join(' ', words)}` is not understood\n{LoadOptions.Usage}");
        return 2;
    }

    using var end = new CancellationTokenSource();
    var described = MachineDescription.Read(Environment.GetEnvironmentVariable("BENCH_FFMPEG") ?? "unknown");
    return await new BenchmarkRun(new BenchmarkOptions { Rounds = 1, IsKept = load.IsKept }, described, Environment.GetEnvironmentVariable("BENCH_COMMIT") ?? "unknown", TimeProvider.System)
        .RunAsync(new LoadRun(load, Console.Error.WriteLine), load, end.Token);
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
var commit = Environment.GetEnvironmentVariable("BENCH_COMMIT") ?? "unknown";
var machine = MachineDescription.Read(Environment.GetEnvironmentVariable("BENCH_FFMPEG") ?? "unknown");
if (options.Kind == BenchmarkKind.Profile)
{
    using var profile = new IndexProfile();
    return await new BenchmarkRun(options, machine, commit, TimeProvider.System).RunAsync(profile.All(), stop.Token);
}

if (options.Kind == BenchmarkKind.Plan)
{
    using var films = new BenchmarkFolder();
    return await new BenchmarkRun(options, machine, commit, TimeProvider.System).RunAsync(new PlanFilms(films).All(), stop.Token);
}

if (options.Kind == BenchmarkKind.Search)
{
    using var searches = new SearchRows();
    return await new BenchmarkRun(options, machine, commit, TimeProvider.System).RunAsync(searches.All(), "-search", stop.Token);
}

if (options.Kind == BenchmarkKind.Speed)
{
    using var rows = new SpeedRows();
    return await new BenchmarkRun(options, machine, commit, TimeProvider.System).RunAsync(rows.All(), "-speed", stop.Token);
}

using var stations = new Stations();
return await new BenchmarkRun(options, machine, commit, TimeProvider.System).RunAsync(stations.All(), stop.Token);
