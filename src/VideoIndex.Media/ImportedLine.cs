using VideoIndex.Core;

namespace VideoIndex.Media;

/// <summary>A caption or subtitle line that somebody else made.</summary>
/// <param name="Media">A path of a media, or any name for one that is not at hand.</param>
public sealed record ImportedLine(string Media, Cue Cue);
