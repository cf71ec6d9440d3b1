namespace VideoIndex.Catalog;

/// <summary>A root folder that somebody pointed VideoIndex at.</summary>
/// <param name="Root">Absolute, without a separator at its end (unless it is the root of the file system).</param>
public sealed record LibraryRow(long Id, string Root, LibraryState State);
