namespace VideoIndex.Vision;

/// <summary>A conversation as the model reads it.</summary>
/// <param name="TokenIds">Everything up to where the model goes on.</param>
/// <param name="PictureStarts">
/// Where in <paramref name="TokenIds"/> each picture's image tokens begin, in the order in which the pictures must be given: in order
/// of the conversation, a video's frames by time, a cut image's tiles row by row and then the whole.
/// </param>
/// <param name="TokensPerPicture">How many image tokens follow one another from there.</param>
public sealed record ChatPrompt(IReadOnlyList<int> TokenIds, IReadOnlyList<int> PictureStarts, int TokensPerPicture);
