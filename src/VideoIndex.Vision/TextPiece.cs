namespace VideoIndex.Vision;

/// <summary>Takes the text of an answer while it is written.</summary>
/// <param name="prompt">The place of the answer's prompt in its batch.</param>
/// <param name="text">At least one character; characters are never cut, and all pieces together are the answer's text.</param>
public delegate void TextPiece(int prompt, string text);
