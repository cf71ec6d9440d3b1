namespace VideoIndex.Vision;

/// <summary>The sizes that pictures pass through on their way to the model: the reference's rules with its roundings.</summary>
internal static class ImageSizes
{
    /// <summary>The reference never scales an image beyond this before it cuts it.</summary>
    private const int MaxImageEdge = 4096;

    /// <summary>Keeps the shape and makes the longest edge exactly that long, also when that enlarges; an odd short edge becomes one longer.</summary>
    public static (int Width, int Height) FitLongestEdge(int width, int height, int longest)
    {
        var aspect = (double)width / height;
        return width >= height ? (longest, ToEven((int)(longest / aspect))) : (ToEven((int)(longest * aspect)), longest);
    }

    /// <summary>The size from which a still image is cut or squashed.</summary>
    public static (int Width, int Height) ForImage(int width, int height, int longest)
    {
        var (fitWidth, fitHeight) = FitLongestEdge(width, height, longest);
        if (Math.Max(fitWidth, fitHeight) <= MaxImageEdge)
            return (fitWidth, fitHeight);
        var aspect = (double)fitWidth / fitHeight;
        return fitWidth >= fitHeight
            ? (MaxImageEdge, Math.Max((int)(MaxImageEdge / aspect), 1))
            : (Math.Max((int)(MaxImageEdge * aspect), 1), MaxImageEdge);
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

    private static int RoundUp(int length, int side) => Math.Max((length + side - 1) / side, 1) * side;

    private static int ToEven(int length) => Math.Max(length + (length & 1), 1);
}
