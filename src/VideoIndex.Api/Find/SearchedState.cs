namespace VideoIndex.Api;

/// <summary>All that the answer to a question hangs on besides the question. No state comes again.</summary>
/// <param name="Catalog">Captions, files, folders that are offline, corrections, what people said of clips.</param>
/// <param name="Text">How often another text index was opened.</param>
/// <param name="Vectors">The same of the vectors.</param>
internal readonly record struct SearchedState(long Catalog, long Text, long Vectors);
