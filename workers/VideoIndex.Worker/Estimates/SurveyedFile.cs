namespace VideoIndex.Worker;

/// <summary>A file of a folder that is surveyed.</summary>
/// <param name="Size">In bytes.</param>
/// <param name="Length">Zero for one that is no media.</param>
/// <param name="Windows">Windows it has that need a caption.</param>
/// <param name="Left">The length that these cover.</param>
internal readonly record struct SurveyedFile(long Size, TimeSpan Length, long Windows, TimeSpan Left);
