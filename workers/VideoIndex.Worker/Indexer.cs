using VideoIndex.Catalog;
using VideoIndex.Core;
using VideoIndex.Media;

namespace VideoIndex.Worker;

/// <summary>Brings libraries up to date with jobs in this process. One run at a time for a data folder (the catalog's lock holds that).</summary>
/// <param name="writers">Who else of this process stores something; null for nobody.</param>
public sealed class Indexer(IndexerOptions options, CaptionModel model, TimeProvider clock, SharedWriter? writers = null) : IIndexer
{
    /// <summary>A speed measured on fewer says more of these few than of the machine.</summary>
    private const long EnoughWindows = 32;

    private readonly IndexerOptions _options = options.Validated();
    private readonly SharedWriter _writers = writers ?? new SharedWriter(options.DataFolder, clock);

    public async Task<IndexReport> IndexAsync(IndexRequest request, IProgress<IndexProgress> progress, CancellationToken cancel)
    {
        var tools = FfmpegLocator.FindAsync(_options.Media, cancel); // starts a process: the catalog is opened meanwhile
        using var loan = _writers.Borrow();
        var catalog = loan.Writer;
        await tools.ConfigureAwait(false);
        var libraries = request.RetryFile is { } file ? [RetryIn(catalog, file)] : Libraries(catalog, request.Roots);
        await LibraryGlance.LookAsync(catalog, libraries, cancel).ConfigureAwait(false);
        if (request.Retry == RetryFailed.Yes)
            catalog.ClearFailures([.. libraries.Select(library => library.Id)]);

        if (model.Settings.NoWorse is { } made)
            catalog.AcceptCaptions(made, model.Settings);

        await using var run = new IndexRun(_options, model, catalog, clock, cancel);
        var report = await run.RunAsync(libraries, progress).ConfigureAwait(false);
        Remember(report);
        return report;
    }

    /// <summary>The next estimate goes by how fast this run was.</summary>
    private void Remember(IndexReport report)
    {
        if (report is not { Pace: { SecondsPerWindow: > 0, Windows: >= EnoughWindows } pace, Device: { } device })
            return;
        var besides = Math.Max(0, report.Elapsed.TotalSeconds - report.WindowsCaptioned * pace.SecondsPerWindow);
        new SpeedFile(_options.DataFolder).Put(new MeasuredSpeed(SpeedKey.Of(model), pace.SecondsPerWindow, besides, null, pace.Windows, device, clock.GetUtcNow()));
    }

    /// <summary>The library in which this file failed, and where it is as if it had not.</summary>
    private static LibraryRow RetryIn(CatalogWriter catalog, string file) =>
        catalog.Libraries().FirstOrDefault(library => library.PathInside(file) is { } path && catalog.ClearFailure(library.Id, path))
        ?? throw new VideoIndexException(ErrorCodes.NotFound, "no file of this name failed", "`videoindex status` lists those that did");

    private static List<LibraryRow> Libraries(CatalogWriter catalog, IReadOnlyList<string> roots)
    {
        if (roots.Count == 0)
            return [.. catalog.Libraries().Where(library => !library.IsImport)];
        foreach (var root in roots)
            if (!Directory.Exists(root) && catalog.Libraries().All(known => known.Root != root))
                throw new VideoIndexException(ErrorCodes.UnreadableFolder, $"cannot index `{root}`: there is no such folder",
                    File.Exists(root) ? "give the folder that holds the file" : "check the path");
        return [.. roots.Select(catalog.AddLibrary).DistinctBy(library => library.Id)];
    }
}
