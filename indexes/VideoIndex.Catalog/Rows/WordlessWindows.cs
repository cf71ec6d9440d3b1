namespace VideoIndex.Catalog;

/// <summary>Windows of files that are there, for which the model wrote nothing that can stand as a caption.</summary>
/// <param name="Note">Why, as the model's guards said it.</param>
public sealed record WordlessWindows(string Note, long Windows);
