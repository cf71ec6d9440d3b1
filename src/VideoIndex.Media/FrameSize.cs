namespace VideoIndex.Media;

/// <summary>Sizes in pixels. Pure.</summary>
internal readonly record struct FrameSize(int Width, int Height)
{
    // Beyond ten to one a sample aspect is a damaged header, not a picture's shape.
    private const double OddestAspect = 10;

    /// <summary>The size in square pixels of stored pixels of this aspect, turned upright. One side keeps its pixels, the other grows.</summary>
    public static FrameSize Display(int width, int height, double sampleAspect, Orientation orientation)
    {
        var aspect = sampleAspect is >= 1 / OddestAspect and <= OddestAspect ? sampleAspect : 1;
        var size = aspect >= 1
            ? new FrameSize(Round(width * aspect), height)
            : new FrameSize(width, Round(height / aspect));
        return orientation.SwapsSides() ? size.Swapped : size;
    }

    public FrameSize Swapped => new(Height, Width);

    public FrameSize Within(int longestEdge)
    {
        var longest = Math.Max(Width, Height);
        return longest <= longestEdge
            ? this
            : new FrameSize(Round((double)Width * longestEdge / longest), Round((double)Height * longestEdge / longest));
    }

    public int RgbBytes => checked(Width * Height * 3);

    private static int Round(double pixels) => Math.Max(1, (int)Math.Round(pixels, MidpointRounding.AwayFromZero));
}
