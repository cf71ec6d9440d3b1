namespace VideoIndex.Vision;

/// <summary>Takes the logits [vocabulary] of a row's next token.</summary>
internal delegate void LogitsReader(int row, Span<float> logits);
