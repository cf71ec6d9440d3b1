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
        var survey = await LookAsync(roots, cancel).ConfigureAwait(false);
        var estimate = new IndexEstimate(survey.Files, survey.Video, survey.Left, survey.Windows, survey.Spread, model.Settings.Model);
        return await SpeedAsync(roots, survey, trial, cancel).ConfigureAwait(false) is not { } speed ? estimate : estimate with
        {
            Time = speed.TimeFor(survey.Windows),
            TimeWithOneFrame = speed.OneFrameTimeFor(survey.Windows),
            Device = speed.Device,
        };
    }

    private async Task<SurveyTotals> LookAsync(IReadOnlyList<string> roots, CancellationToken cancel)
    {
        var prober = new MediaProber(options.Media);
        var totals = new List<SurveyTotals>();
        using var catalog = OpenCatalog();
        foreach (var root in roots.Count > 0 ? roots : Libraries(catalog))
        {
            var known = catalog?.KnownFiles(root, Fingerprints()).ToDictionary(file => file.Path, StringComparer.Ordinal) ?? [];
            totals.Add(await new FolderSurvey(prober, model.Settings.Plan, clock).LookAsync(root, known, cancel).ConfigureAwait(false));
        }

        return SurveyTotals.Sum(totals);
    }

    /// <summary>With every picture looked at, captions are no worse: they count as made for a run that needs fewer.</summary>
    private string[] Fingerprints() => model.Settings.Plan is { Frames: FramePlan.Auto } plan
        ? [model.Settings.Fingerprint(), (model.Settings with { Plan = plan with { Frames = FramePlan.Full } }).Fingerprint()]
        : [model.Settings.Fingerprint()];

    private async Task<MeasuredSpeed?> SpeedAsync(IReadOnlyList<string> roots, SurveyTotals survey, SpeedTrials trial, CancellationToken cancel)
    {
        var known = trial == SpeedTrials.Anew ? null : _speeds.Find(SpeedKey.Of(model));
        var isWanted = trial is SpeedTrials.Anew or SpeedTrials.WhenUnknown || (trial == SpeedTrials.WhenWorthIt && survey.Windows >= FewWindows);
        if (known is not null || !isWanted || survey.Windows == 0)
            return known;
        var most = trial == SpeedTrials.WhenWorthIt ? Math.Max(1, survey.Windows / TrialShare) : TrialWindows;
        if (await new SpeedTrial(options, model, clock).RunAsync(roots.Count > 0 ? roots : Libraries(null), most, cancel).ConfigureAwait(false) is not { } measured)
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

    private List<string> Libraries(CatalogReader? catalog)
    {
        using var own = catalog is null ? OpenCatalog() : null;
        return [.. ((catalog ?? own)?.LibraryStatus(null) ?? []).Where(library => library.State == LibraryState.Online && library.Path != LibraryRow.ImportRoot).Select(library => library.Path)];
    }
}
