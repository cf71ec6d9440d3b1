namespace VideoIndex.Vision;

/// <summary>A token that is cut out of a text before everything else: <c>&lt;image&gt;</c>, <c>&lt;end_of_utterance&gt;</c>.</summary>
/// <param name="Special">Not part of what the model says: left out when its text is shown.</param>
internal sealed record AddedToken(int Id, string Content, bool Special);
