namespace VideoIndex.Catalog;

/// <summary>A media that is there and did not fail, with the file to read it from.</summary>
/// <param name="Content">Fingerprint of its content: what is made from it alone can be kept under this name.</param>
/// <param name="Root">The library's root; with <paramref name="RelativePath"/> the file.</param>
/// <param name="VideoStream">Index of the stream whose frames were read.</param>
/// <param name="Windows">Windows planned, or as many as there really are once captions are complete.</param>
/// <param name="Captioned">Windows that have been captioned.</param>
public sealed record MediaRow(
    long Id, string Content, string Root, string RelativePath, TimeSpan Duration, int Width, int Height, int VideoStream, long Windows, long Captioned,
    long Cues, long Chapters)
{
    public string AbsolutePath => Path.Join(Root, RelativePath);
}
