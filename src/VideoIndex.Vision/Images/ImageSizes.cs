namespace VideoIndex.Vision;

/// <summary>The sizes that pictures pass through on their way to the model: the reference's rules with its roundings.</summary>
internal static class ImageSizes
{
    /// <summary>The reference never scales a picture beyond this.</summary>
    private const int MaxImageEdge = 4096;

    /// <summary>Keeps the shape and makes the longest edge that long, also when that enlarges; an odd short edge becomes one longer.</summary>
    public static (int Width, int Height) FitLongestEdge(int width, int height, int longest)
    {
        var aspect = (double)width / height;
        return width >= height
            ? KeepBelowLimit(longest, ToEven((int)(longest / aspect)))
            : KeepBelowLimit(ToEven((int)(longest * aspect)), longest);
    }

    /// <summary>The next size that whole tiles cover: the long edge first, the other from it by the shape.</summary>
    public static (int Width, int Height) ForTiles(int width, int height, int side)
    {
        var aspect = (double)width / height;
        if (width >= height)
        {
            width = RoundUp(width, side);
            return (width, RoundUp((int)(width / aspect), side));
        }

        height = RoundUp(height, side);
        return (RoundUp((int)(height * aspect), side), height);
    }

    private static (int Width, int Height) KeepBelowLimit(int width, int height)
    {
        if (Math.Max(width, height) <= MaxImageEdge)
            return (width, height);
        var aspect = (double)width / height;
        return width >= height
            ? (MaxImageEdge, Math.Max((int)(MaxImageEdge / aspect), 1))
            : (Math.Max((int)(MaxImageEdge * aspect), 1), MaxImageEdge);
    }

    private static int RoundUp(int length, int side) => Math.Max((length + side - 1) / side, 1) * side;

    private static int ToEven(int length) => Math.Max(length + (length & 1), 1);
}
