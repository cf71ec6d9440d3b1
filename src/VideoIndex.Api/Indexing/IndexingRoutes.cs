using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using VideoIndex.Core;

namespace VideoIndex.Api;

/// <summary>Libraries, and the work on them.</summary>
internal static class IndexingRoutes
{
    public static Ok<LibrariesAnswer> Libraries(CatalogPool catalogs) => TypedResults.Ok(catalogs.AskOr(LibrariesAnswer.None, LibrariesAnswer.From));

    /// <summary>Adds a folder and begins to index it.</summary>
    public static Accepted<ProgressAnswer> Add(LibraryRequest request, IndexJob job, Estimates estimates)
    {
        var folder = Folder(request);
        estimates.Stop();
        job.Start(new IndexRequest([folder]));
        return TypedResults.Accepted("/api/jobs", job.Now);
    }

    /// <summary>What indexing a folder will cost. The first time it measures how fast this machine is, for some 20 seconds, when the folder is large.</summary>
    public static async Task<Ok<EstimateAnswer>> EstimateAsync(LibraryRequest request, IndexJob job, Estimates estimates, CancellationToken cancel)
    {
        var folder = Folder(request);
        var trial = job.Now.Running ? SpeedTrials.Never : SpeedTrials.WhenWorthIt;
        return TypedResults.Ok(EstimateAnswer.From(await estimates.AskAsync(folder, trial, cancel)));
    }

    /// <summary>Brings every library up to date, or tries one file again.</summary>
    public static Accepted<ProgressAnswer> Run(RunRequest request, IndexJob job, CatalogPool catalogs, Estimates estimates)
    {
        if (request.File is { } file && catalogs.AskOr(true, catalog => catalog.Failures().All(failure => failure.Path != file)))
            throw new VideoIndexException(ErrorCodes.NotFound, "no file of this name failed", "GET /api/libraries lists those that did");
        estimates.Stop();
        job.Start(new IndexRequest([], request.RetryFailed ? RetryFailed.Yes : RetryFailed.No, request.File));
        return TypedResults.Accepted("/api/jobs", job.Now);
    }

    public static NoContent Stop(StopRequest _, IndexJob job)
    {
        job.Stop();
        return TypedResults.NoContent();
    }

    public static ServerSentEventsResult<ProgressAnswer> Follow(IndexJob job, CancellationToken cancel) =>
        TypedResults.ServerSentEvents(EventsAsync(job, cancel));

    private static string Folder(LibraryRequest request)
    {
        if (!Path.IsPathFullyQualified(request.Path ?? "") || request.Path!.Contains('\0'))
            throw new VideoIndexException(ErrorCodes.BadOption, "path is not an absolute path", "give the folder as it is called on the server's machine, `/srv/films`");
        var folder = Path.GetFullPath(request.Path);
        return Directory.Exists(folder)
            ? folder
            : throw new VideoIndexException(ErrorCodes.UnreadableFolder, $"cannot index `{folder}`: there is no such folder", "check the path");
    }

    private static async IAsyncEnumerable<SseItem<ProgressAnswer>> EventsAsync(IndexJob job, [EnumeratorCancellation] CancellationToken cancel)
    {
        await foreach (var progress in job.FollowAsync(cancel))
            yield return new SseItem<ProgressAnswer>(progress, "progress");
    }
}
