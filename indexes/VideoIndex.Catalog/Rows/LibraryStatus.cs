namespace VideoIndex.Catalog;

/// <summary>How far a library is.</summary>
/// <param name="Media">Files that are there, failed ones included.</param>
/// <param name="Windows">Windows of its distinct media: planned, or as many as there really are once captions are complete. A failed
/// media has none.</param>
/// <param name="Captioned">How many of them have a caption with the settings asked for.</param>
/// <param name="Failed">Files that are there and failed, and folders that could not be read.</param>
public sealed record LibraryStatus(string Path, LibraryState State, long Media, long Windows, long Captioned, long Failed);
