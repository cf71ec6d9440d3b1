using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using VideoIndex.Core;

namespace VideoIndex.Api;

/// <summary>What media there are, and what is known about them.</summary>
internal static class MediaRoutes
{
    public static Ok<MediaPageAnswer> List(int? limit, int? offset, CatalogPool catalogs)
    {
        var (most, skipped) = Paging.Check(limit, offset, usual: 100, most: 1_000);
        return TypedResults.Ok(catalogs.AskOr(new MediaPageAnswer(0, []), catalog =>
        {
            var page = catalog.MediaPage(most, skipped, out var total);
            return new MediaPageAnswer(total, [.. page.Select(MediaAnswer.From)]);
        }));
    }

    public static Ok<MediaDetailAnswer> Show(long id, MediaFiles files) => TypedResults.Ok(MediaDetailAnswer.From(files.Row(id)));

    public static Ok<WindowsAnswer> Windows(long id, MediaFiles files, CatalogPool catalogs)
    {
        files.Row(id);
        return TypedResults.Ok(catalogs.Ask(catalog => new WindowsAnswer(
            WindowAnswer.Of(catalog, id),
            [.. catalog.Cues(id).Select(Answer)])));
    }

    private static CueAnswer Answer(Cue cue) => new(cue.Span.StartMs, cue.Span.EndMs, cue.Text, cue.Origin);
}
