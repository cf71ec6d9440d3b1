namespace VideoIndex.Vision;

/// <summary>Takes what a row's next token is chosen from.</summary>
internal delegate void NextTokenReader(int row, NextToken next);
