using VideoIndex.Catalog;
using VideoIndex.Core;

namespace VideoIndex.Api;

/// <summary>A media as people browse it. <paramref name="Path"/> and <paramref name="File"/> are other people's text.</summary>
/// <param name="Windows">Windows that are planned; <paramref name="Captioned"/> of them have been captioned.</param>
public record MediaAnswer(long Id, string Path, string File, long DurationMs, int Width, int Height, long Windows, long Captioned)
{
    internal static MediaAnswer From(MediaRow row) => new(
        row.Id, row.AbsolutePath, System.IO.Path.GetFileName(row.RelativePath), (long)row.Duration.TotalMilliseconds, row.Width, row.Height, row.Windows,
        row.Captioned);
}

/// <summary>A media with what is known of its text.</summary>
public sealed record MediaDetailAnswer(
    long Id, string Path, string File, long DurationMs, int Width, int Height, long Windows, long Captioned, long Cues, long Chapters)
    : MediaAnswer(Id, Path, File, DurationMs, Width, Height, Windows, Captioned)
{
    internal static new MediaDetailAnswer From(MediaRow row)
    {
        var media = MediaAnswer.From(row);
        return new MediaDetailAnswer(
            media.Id, media.Path, media.File, media.DurationMs, media.Width, media.Height, media.Windows, media.Captioned, row.Cues, row.Chapters);
    }
}

/// <summary>A page of media, and how many there are.</summary>
public sealed record MediaPageAnswer(long Total, IReadOnlyList<MediaAnswer> Media);

/// <summary>What is seen and said when in a media.</summary>
public sealed record WindowsAnswer(IReadOnlyList<WindowAnswer> Windows, IReadOnlyList<CueAnswer> Cues);

/// <summary>A window with what the model wrote about it, and what a person wrote in its place.</summary>
/// <param name="Caption">The model's, whatever was corrected; null when it wrote nothing usable, <paramref name="Note"/> says why.</param>
/// <param name="Corrected">The person's: searched in place of the model's. Null when there is none.</param>
public sealed record WindowAnswer(long StartMs, long EndMs, string? Caption, string? Corrected, string? Note, string Model)
{
    /// <summary>The windows of a media in order of time. A correction that no window of today's captions has is one of its own.</summary>
    internal static IReadOnlyList<WindowAnswer> Of(CatalogReader catalog, long mediaId)
    {
        var corrections = catalog.Corrections(mediaId);
        var windows = catalog.Captions(mediaId).Select(row => new WindowAnswer(
            row.Caption.Window.StartMs, row.Caption.Window.EndMs, row.Caption.Text,
            corrections.FirstOrDefault(correction => correction.StandsFor(row.Caption.Window))?.Text, row.Caption.Note, row.Settings.Model)).ToList();
        var alone = corrections.Where(correction => !windows.Any(window => correction.StandsFor(TimeRange.FromMs(window.StartMs, window.EndMs))))
            .Select(correction => new WindowAnswer(correction.Span.StartMs, correction.Span.EndMs, null, correction.Text, null, ""));
        return [.. windows.Concat(alone).OrderBy(window => window.StartMs)];
    }
}

/// <summary>A timed line that came with the file.</summary>
public sealed record CueAnswer(long StartMs, long EndMs, string Text, string Origin);
