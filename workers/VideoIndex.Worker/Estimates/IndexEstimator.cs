using VideoIndex.Catalog;
using VideoIndex.Core;
using VideoIndex.Media;

namespace VideoIndex.Worker;

/// <inheritdoc/>
public sealed class IndexEstimator(IndexerOptions options, CaptionModel model, TimeProvider clock) : IIndexEstimator
{
    /// <summary>A trial captions at most this share of what there is to do.</summary>
    private const int TrialShare = 20;

    /// <summary>Fewer windows are done sooner than their time is measured; a trial of theirs would be a batch or two.</summary>
    private const long FewWindows = 240;

    /// <summary>A trial that was asked for captions so many at most.</summary>
    private const long TrialWindows = 40;

    private readonly SpeedFile _speeds = new(options.DataFolder);

    public async Task<IndexEstimate> EstimateAsync(IReadOnlyList<string> roots, SpeedTrials trial, CancellationToken cancel)
    {
        await FfmpegLocator.FindAsync(options.Media, cancel).ConfigureAwait(false);
        using var catalog = OpenCatalog();
        var folders = roots.Count > 0 || catalog is null ? roots : Libraries(catalog);
        var survey = await LookAsync(folders, catalog, cancel).ConfigureAwait(false);
        var estimate = new IndexEstimate(survey.Files, survey.Video, survey.Left, survey.Windows, survey.Spread, model.Settings.Model);
        return await SpeedAsync(folders, survey, trial, cancel).ConfigureAwait(false) is not { } speed ? estimate : estimate with
        {
            Time = speed.TimeFor(survey.Windows),
            TimeWithOneFrame = speed.OneFrameTimeFor(survey.Windows),
            Device = speed.Device,
        };
    }

    private async Task<SurveyTotals> LookAsync(IReadOnlyList<string> folders, CatalogReader? catalog, CancellationToken cancel)
    {
        var prober = new MediaProber(options.Media, options.Probed);
        var totals = new List<SurveyTotals>();
        foreach (var folder in folders)
        {
            var known = catalog?.KnownFiles(folder, Fingerprints()).ToDictionary(file => file.Path, StringComparer.Ordinal) ?? [];
            totals.Add(await new FolderSurvey(prober, model.Settings.Plan, clock).LookAsync(folder, known, cancel).ConfigureAwait(false));
        }

        return SurveyTotals.Sum(totals);
    }

    private string[] Fingerprints() => model.Settings.NoWorse is { } made ? [model.Settings.Fingerprint(), made.Fingerprint()] : [model.Settings.Fingerprint()];

    private async Task<MeasuredSpeed?> SpeedAsync(IReadOnlyList<string> folders, SurveyTotals survey, SpeedTrials trial, CancellationToken cancel)
    {
        var known = trial == SpeedTrials.Anew ? null : _speeds.Find(SpeedKey.Of(model));
        var isWanted = trial is SpeedTrials.Anew or SpeedTrials.WhenUnknown || (trial == SpeedTrials.WhenWorthIt && survey.Windows >= FewWindows);
        if (known is not null || !isWanted || survey.Windows == 0)
            return known;
        var most = trial == SpeedTrials.WhenWorthIt ? Math.Max(1, survey.Windows / TrialShare) : TrialWindows;
        if (await new SpeedTrial(options, model, clock).RunAsync(folders, most, cancel).ConfigureAwait(false) is not { } measured)
            return null;
        _speeds.Put(measured);
        return measured;
    }

    private CatalogReader? OpenCatalog()
    {
        try
        {
            return CatalogReader.Open(options.DataFolder);
        }
        catch (VideoIndexException trouble) when (trouble.Code == ErrorCodes.NothingIndexed)
        {
            return null;
        }
    }

    private static List<string> Libraries(CatalogReader catalog) =>
        [.. catalog.LibraryStatus(null).Where(library => library.State == LibraryState.Online && library.Path != LibraryRow.ImportRoot).Select(library => library.Path)];
}
