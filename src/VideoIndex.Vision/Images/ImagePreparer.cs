using System.Buffers;
using VideoIndex.Core;

namespace VideoIndex.Vision;

/// <summary>Makes the model's input of frames and images: scaled as the checkpoint was trained, normalised, colours in planes. Thread-safe.</summary>
/// <remarks>Scaling is Pillow's, to the bit; sizes are those of the reference's image processor.</remarks>
public sealed class ImagePreparer(ImagePreparation settings)
{
    private readonly RgbResampler _resampler = new();
    private readonly PixelNormalizer _normalizer = new(settings);

    public ImagePreparation Settings { get; } = settings;

    /// <summary>How many numbers a picture has: 3 * side * side.</summary>
    public int PictureLength => 3 * Settings.Side * Settings.Side;

    /// <summary>A frame of a video, squashed to a square.</summary>
    /// <param name="to">Takes <see cref="PictureLength"/> numbers, [3, side, side].</param>
    /// <exception cref="ArgumentException">The frame has not the bytes that its size says, or <paramref name="to"/> is too short.</exception>
    public void PrepareFrame(VideoFrame frame, Span<float> to)
    {
        Check(frame, 1, to.Length);
        var square = Rent(1);
        ScaleFrame(frame, square);
        Normalize(square, to);
        Return(square);
    }

    /// <summary>As <see cref="PrepareFrame"/>, but for the last step: <see cref="Normalize"/>.</summary>
    /// <param name="square">Takes <see cref="PictureLength"/> levels, [side, side, 3].</param>
    /// <exception cref="ArgumentException">As there.</exception>
    public void ScaleFrame(VideoFrame frame, Span<byte> square)
    {
        Check(frame, 1, square.Length);
        Squash(frame, Settings.Side, square);
    }

    /// <summary>Levels [side, side, 3] as the numbers that the model reads, [3, side, side].</summary>
    public void Normalize(ReadOnlySpan<byte> square, Span<float> to) => _normalizer.Write(square, Settings.Side, to);

    /// <summary>How <see cref="PrepareImage"/> cuts an image of this size.</summary>
    public ImageGrid GridOf(int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        if (!Settings.SplitImages)
            return ImageGrid.Whole;
        var (fitWidth, fitHeight) = ImageSizes.FitLongestEdge(width, height, Settings.ImageLongestEdge);
        var (tiledWidth, tiledHeight) = ImageSizes.ForTiles(fitWidth, fitHeight, Settings.Side);
        var grid = new ImageGrid(tiledHeight / Settings.Side, tiledWidth / Settings.Side);
        return grid is { Rows: 1, Columns: 1 } ? ImageGrid.Whole : grid;
    }

    /// <summary>A still image: its tiles row by row and then the whole, or the whole alone, as <see cref="GridOf"/> says.</summary>
    /// <param name="to">Takes <see cref="ImageGrid.Pictures"/> * <see cref="PictureLength"/> numbers, [pictures, 3, side, side].</param>
    /// <exception cref="ArgumentException">The image has not the bytes that its size says, or <paramref name="to"/> is too short.</exception>
    public ImageGrid PrepareImage(VideoFrame image, Span<float> to)
    {
        var pictures = GridOf(image.Width, image.Height).Pictures;
        Check(image, pictures, to.Length);
        var squares = Rent(pictures);
        var grid = ScaleImage(image, squares);
        for (var at = 0; at < pictures * PictureLength; at += PictureLength)
            Normalize(squares.AsSpan(at, PictureLength), to[at..]);
        Return(squares);
        return grid;
    }

    /// <summary>As <see cref="PrepareImage"/>, but for the last step: <see cref="Normalize"/>.</summary>
    /// <param name="squares">Takes <see cref="ImageGrid.Pictures"/> * <see cref="PictureLength"/> levels, [pictures, side, side, 3].</param>
    /// <exception cref="ArgumentException">As there.</exception>
    public ImageGrid ScaleImage(VideoFrame image, Span<byte> squares)
    {
        var grid = GridOf(image.Width, image.Height);
        Check(image, grid.Pictures, squares.Length);
        if (grid == ImageGrid.Whole)
            Squash(image, Settings.ImageLongestEdge, squares);
        else
            Split(image, grid, squares);
        return grid;
    }

    /// <summary>The reference scales twice, each time to whole levels: first in shape to the longest edge, then to the square.</summary>
    private void Squash(VideoFrame image, int longest, Span<byte> square)
    {
        var (width, height) = ImageSizes.FitLongestEdge(image.Width, image.Height, longest);
        var fitted = Rent(width, height);
        Resize(image.Rgb.Span, image.Width, image.Height, fitted, width, height);
        Resize(fitted, width, height, square, Settings.Side, Settings.Side);
        Return(fitted);
    }

    private void Split(VideoFrame image, ImageGrid grid, Span<byte> squares)
    {
        var side = Settings.Side;
        var (width, height) = ImageSizes.FitLongestEdge(image.Width, image.Height, Settings.ImageLongestEdge);
        var (tiledWidth, tiledHeight) = (grid.Columns * side, grid.Rows * side);
        var fitted = Rent(width, height);
        var tiled = Rent(tiledWidth, tiledHeight);
        Resize(image.Rgb.Span, image.Width, image.Height, fitted, width, height);
        Resize(fitted, width, height, tiled, tiledWidth, tiledHeight);
        for (var line = 0; line < grid.Rows * grid.Columns * side; line++)
        {
            var (tile, y) = Math.DivRem(line, side);
            var (row, column) = Math.DivRem(tile, grid.Columns);
            tiled.AsSpan(((row * side + y) * tiledWidth + column * side) * 3, side * 3).CopyTo(squares[(line * side * 3)..]);
        }

        Resize(tiled, tiledWidth, tiledHeight, squares.Slice((grid.Pictures - 1) * PictureLength, PictureLength), side, side);
        Return(fitted, tiled);
    }

    private void Resize(ReadOnlySpan<byte> from, int inWidth, int inHeight, Span<byte> to, int outWidth, int outHeight) =>
        _resampler.Resize(from, inWidth, inHeight, to, outWidth, outHeight, Settings.Resample);

    private void Check(VideoFrame image, int pictures, int room)
    {
        ArgumentNullException.ThrowIfNull(image);
        if (image.Width < 1 || image.Height < 1 || image.Rgb.Length != (long)image.Width * image.Height * 3)
            throw new ArgumentException(
                $"a picture of {image.Width} x {image.Height} has {image.Rgb.Length} bytes, expected 3 a pixel", nameof(image));
        if (room < (long)pictures * PictureLength)
            throw new ArgumentException($"room for {room} numbers, expected {(long)pictures * PictureLength}", nameof(room));
    }

    private byte[] Rent(int pictures) => Rent(pictures * Settings.Side, Settings.Side);

    private static byte[] Rent(int width, int height) => ArrayPool<byte>.Shared.Rent(checked(width * height * 3));

    private static void Return(params ReadOnlySpan<byte[]> buffers)
    {
        foreach (var buffer in buffers)
            ArrayPool<byte>.Shared.Return(buffer);
    }
}
