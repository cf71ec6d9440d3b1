namespace VideoIndex.Vision;

/// <summary>How a still image is cut: rows and columns of tiles, both 0 when it goes to the model in one piece.</summary>
public readonly record struct ImageGrid(int Rows, int Columns)
{
    /// <summary>An image, or a frame of a video, in one piece.</summary>
    public static ImageGrid Whole => default;

    /// <summary>How many pictures the model sees: the tiles row by row, then the whole image; or the whole image alone.</summary>
    public int Pictures => Rows * Columns + 1;
}
