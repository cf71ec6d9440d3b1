using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using VideoIndex.Core;

namespace VideoIndex.Api;

/// <summary>What people write in place of the model's captions.</summary>
internal static class CorrectionRoutes
{
    public static Ok<WindowAnswer> Correct(
        long id, [FromRoute(Name = "start_ms")] long startMs, CorrectionRequest request, ServeParts parts, LiveIndex index, MediaFiles files, CatalogPool catalogs)
    {
        var window = Find(id, startMs, files, catalogs);
        parts.Editor.Correct(id, TimeRange.FromMs(window.StartMs, window.EndMs), request.Text ?? "");
        index.CatchUp(CancellationToken.None);
        return TypedResults.Ok(Find(id, startMs, files, catalogs));
    }

    /// <summary>Undone twice is undone.</summary>
    public static Ok<WindowAnswer> Undo(long id, [FromRoute(Name = "start_ms")] long startMs, ServeParts parts, LiveIndex index, MediaFiles files, CatalogPool catalogs)
    {
        var window = Find(id, startMs, files, catalogs);
        parts.Editor.UndoCorrection(id, startMs);
        index.CatchUp(CancellationToken.None);
        return TypedResults.Ok(catalogs.Ask(catalog => WindowAnswer.Of(catalog, id)).FirstOrDefault(each => each.StartMs == startMs) ?? window with { Corrected = null });
    }

    private static WindowAnswer Find(long id, long startMs, MediaFiles files, CatalogPool catalogs)
    {
        files.Row(id);
        return catalogs.Ask(catalog => WindowAnswer.Of(catalog, id)).FirstOrDefault(window => window.StartMs == startMs)
            ?? throw new VideoIndexException(ErrorCodes.NotFound, $"no window of this media begins at `{startMs}` ms", $"GET /api/media/{id}/windows lists them");
    }
}
