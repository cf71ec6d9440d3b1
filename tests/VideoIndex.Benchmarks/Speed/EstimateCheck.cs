using System.Diagnostics;
using System.Globalization;
using VideoIndex.Core;
using VideoIndex.Vision;
using VideoIndex.Worker;

namespace VideoIndex.Benchmarks.Speed;

/// <summary>Holds what `index` says it will cost against what it then takes: after a trial, and again by the speed of the run before.</summary>
internal sealed class EstimateCheck(BenchmarkFolder folder)
{
    /// <summary>A table in Markdown, one row for each folder, model and way.</summary>
    public async Task<string> RunAsync(IReadOnlyList<string> films, CancellationToken cancel)
    {
        var rows = new List<string> { "| folder | model | estimate by | estimated s | took s | off by |", "| --- | --- | --- | --- | --- | --- |" };
        using var bytes = new FullSizeModel(Precision.EightBit);
        foreach (var film in films)
        {
            rows.AddRange(await RowsAsync(film, "sample", SampleModel(), cancel));
            rows.AddRange(await RowsAsync(film, "256M int8, random weights, 32 tokens", new LoadedOnce(new CaptionModel(bytes.SettingsFor(SampleFilms.Plan), bytes.NewCaptioner)).Model, cancel));
        }

        return string.Join('\n', rows);
    }

    private async Task<IReadOnlyList<string>> RowsAsync(string films, string name, CaptionModel model, CancellationToken cancel)
    {
        var (first, second) = (folder.NewPath("data"), folder.NewPath("data"));
        Directory.CreateDirectory(first);
        Directory.CreateDirectory(second);
        var byTrial = await RowAsync(films, name, "trial", model, first, cancel);
        File.Copy(Path.Combine(first, "speed.json"), Path.Combine(second, "speed.json"));
        return [byTrial, await RowAsync(films, name, "the run before", model, second, cancel)];
    }

    private static async Task<string> RowAsync(string films, string name, string way, CaptionModel model, string data, CancellationToken cancel)
    {
        var options = new IndexerOptions { DataFolder = data };
        var estimate = await new IndexEstimator(options, model, TimeProvider.System).EstimateAsync([films], SpeedTrials.WhenUnknown, cancel);
        var start = Stopwatch.GetTimestamp();
        await new Indexer(options, model, TimeProvider.System).IndexAsync(new IndexRequest([films]), new Progress<IndexProgress>(), cancel);
        var took = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var estimated = estimate.Time?.TotalSeconds ?? double.NaN;
        return string.Create(CultureInfo.InvariantCulture,
            $"| {Path.GetFileName(films)}: {estimate.Files} files, {estimate.WindowsLeft} windows | {name} | {way} | {estimated:0.0} | {took:0.0} | {(estimated / took - 1) * 100:+0;-0} % |");
    }

    private static CaptionModel SampleModel()
    {
        var (vision, captions) = (new VisionOptions { Device = "cpu" }, new CaptionOptions());
        var model = BenchmarkFolder.SampleModel;
        return new CaptionModel(SmolVlmCaptioner.SettingsOf(model, vision, captions, SampleFilms.Plan), () => new SmolVlmCaptioner(SmolVlm.Load(model, vision), captions));
    }
}
