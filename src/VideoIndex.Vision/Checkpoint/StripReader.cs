namespace VideoIndex.Vision;

/// <summary>Takes some rows of a matrix, one after another, of which the first is <paramref name="firstRow"/>. Called on several threads.</summary>
internal delegate void StripReader(int firstRow, Span<float> rows);
