namespace VideoIndex.Catalog;

/// <summary>A path in a library, as it was when last looked at.</summary>
/// <param name="Path">Relative to the library's root; compared ordinally, so that NFC and NFD twins are two files.</param>
/// <param name="MediaId">What its content is; null when it could not be read, or when its failure was cleared and it waits to be read
/// again.</param>
/// <param name="Missing">The file was not there any more; its media stays in the catalog, since the content may come back.</param>
/// <param name="FailureCode">The file's own failure (not its media's), one of <see cref="Core.ErrorCodes"/>.</param>
public sealed record FileRow(
    long Id, long LibraryId, string Path, long Size, long ModifiedNs, long? MediaId, bool Missing, string? FailureCode);
