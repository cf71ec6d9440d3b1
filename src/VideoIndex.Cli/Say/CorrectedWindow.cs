using VideoIndex.Catalog;
using VideoIndex.Cli.Ask;
using VideoIndex.Core;

namespace VideoIndex.Cli.Say;

/// <summary>A window that a person names by a time in it, with what is written about it.</summary>
/// <param name="Caption">The model's; null when it wrote nothing usable.</param>
/// <param name="Correction">The person's; null when there is none.</param>
internal sealed record CorrectedWindow(MediaRow Media, TimeRange Span, string? Caption, Correction? Correction)
{
    /// <exception cref="VideoIndexException"><c>not_found</c>: nothing is written about that time.</exception>
    public static CorrectedWindow At(CatalogReader catalog, MediaRow media, TimeSpan time)
    {
        var corrections = catalog.Corrections(media.Id);
        if (catalog.Captions(media.Id).FirstOrDefault(row => Holds(row.Caption.Window, time)) is { Caption: var caption })
            return new CorrectedWindow(media, caption.Window, caption.Text, corrections.FirstOrDefault(each => each.StandsFor(caption.Window)));
        if (corrections.FirstOrDefault(each => Holds(each.Span, time)) is { } alone)
            return new CorrectedWindow(media, alone.Span, null, alone);
        var name = Path.GetFileName(media.RelativePath);
        throw time < media.Duration
            ? new VideoIndexException(ErrorCodes.NotFound, $"nothing is written about `{name}` at {ClipTime.Format(time)} yet", "`videoindex index` goes on with what is not captioned")
            : new VideoIndexException(ErrorCodes.NotFound, $"`{name}` is {ClipTime.Format(media.Duration)} long, found the time {ClipTime.Format(time)}", "name a time in the video");
    }

    private static bool Holds(TimeRange span, TimeSpan time) => span.Start <= time && time < span.End;
}
