namespace VideoIndex.Vision;

/// <summary>Writes the numbers of a picture, [3, side, side], where the vision tower reads them.</summary>
internal delegate void PictureWriter(int picture, Span<float> to);
