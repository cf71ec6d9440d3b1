using System.Globalization;
using System.Runtime.CompilerServices;
using VideoIndex.Benchmarks.Load;
using VideoIndex.Benchmarks.Plans;
using VideoIndex.Benchmarks.Speed;

namespace VideoIndex.Benchmarks;

/// <summary>Times the stations, prints the table, and keeps it with its date beside the code.</summary>
internal sealed class BenchmarkRun(BenchmarkOptions options, MachineDescription machine, string commit, TimeProvider clock)
{
    public async Task<int> RunAsync(IReadOnlyList<Station> stations, CancellationToken cancel)
    {
        var chosen = stations.Where(station => station.Name.Contains(options.Only, StringComparison.Ordinal)).ToList();
        if (chosen.Count == 0)
        {
            Console.Error.WriteLine($"error: no station's name holds `{options.Only}`\nhint: there are {string.Join("; ", stations.Select(station => station.Name))}");
            return 2;
        }

        return await RunAsync("", "rounds in turns after one to warm up", async () =>
            ResultTable.Write("", await new InterleavedTimer(options.Rounds, Console.Error.WriteLine).MeasureAsync(chosen, cancel)), cancel);
    }

    public async Task<int> RunAsync(IReadOnlyList<SpeedMeasure> measures, string kind, CancellationToken cancel)
    {
        var chosen = measures.Where(measure => measure.Rows.Any(row => row.Name.Contains(options.Only, StringComparison.Ordinal))).ToList();
        return await RunAsync(kind, "rounds", () => new SpeedTable(options.Rounds, Console.Error.WriteLine).MeasureAsync(chosen, cancel), cancel);
    }

    public async Task<int> RunAsync(IReadOnlyList<ProfileCase> cases, CancellationToken cancel)
    {
        var chosen = cases.Where(each => each.Name.Contains(options.Only, StringComparison.Ordinal)).ToList();
        return await RunAsync("-profile", "rounds, of which the fastest is shown", () => new ProfileTable(options.Rounds, Console.Error.WriteLine).MeasureAsync(chosen, cancel), cancel);
    }

    public async Task<int> RunAsync(IReadOnlyList<PlanSet> sets, CancellationToken cancel)
    {
        var chosen = sets.Where(set => set.Name.Contains(options.Only, StringComparison.Ordinal)).ToList();
        using var reader = new PlanReader();
        return await RunAsync("-plan", "rounds asked for: nothing is timed", () => new PlanTable(reader, Console.Error.WriteLine).MeasureAsync(chosen, cancel), cancel);
    }

    public Task<int> RunAsync(LoadRun run, LoadOptions load, CancellationToken cancel) => RunAsync(
        "-load", string.Create(CultureInfo.InvariantCulture, $"run; server and client share the machine; {load.Rate} requests/s{(load.IsDifferent ? ", each search by other words" : "")}, {load.Hours} written hours besides the sample films"),
        () => run.MeasureAsync(cancel), cancel);

    private async Task<int> RunAsync(string kind, string rounds, Func<Task<string>> measure, CancellationToken cancel)
    {
        var date = clock.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var loadBefore = MachineLoad.Read();
        var measured = await measure();
        var table = Heading(date, rounds, MachineLoad.Describe(loadBefore, MachineLoad.Read())) + measured;
        Console.Write(table);
        if (options.IsKept)
            await KeepAsync(date + kind, table, cancel);
        return 0;
    }

    private string Heading(string date, string rounds, string load) =>
        $"# {date}\n\n{machine}\n\nCommit {commit}, Release build, {options.Rounds} {rounds}. {load}\n";

    private async Task KeepAsync(string date, string table, CancellationToken cancel)
    {
        var folder = Directory.CreateDirectory(Path.Combine(SourceFolder(), "results", machine.FolderName));
        var file = Path.Combine(folder.FullName, $"{date}.md");
        await File.WriteAllTextAsync(file, table, cancel);
        Console.Error.WriteLine($"kept in {file}");
    }

    private static string SourceFolder([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;
}
