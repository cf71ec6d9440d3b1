using System.Text.Json;
using VideoIndex.Core;
using VideoIndex.Vision;

namespace VideoIndex.Tests.Vision;

public sealed class ImagePreparerTests
{
    private static readonly ImagePreparation s_sample = ImagePreparation.Load(TestFolders.SampleModel);

    [Fact]
    public void GridOf_GivesTheReferencesGrid_ForEveryGoldenSize()
    {
        using var golden = JsonDocument.Parse(
            File.ReadAllBytes(TestFolders.Shared("reference", "smolvlm", "golden-image-grid-512.json")));
        var settings = ImagePreparation.Load(TestFolders.Shared("reference", "smolvlm", "SmolVLM2-256M-Video-Instruct"));
        var (split, whole) = (new ImagePreparer(settings), new ImagePreparer(settings with { SplitImages = false }));
        foreach (var c in golden.RootElement.GetProperty("cases").EnumerateArray())
        {
            var (width, height) = (c.GetProperty("w").GetInt32(), c.GetProperty("h").GetInt32());
            var grid = new ImageGrid(c.GetProperty("rows")[0][0].GetInt32(), c.GetProperty("cols")[0][0].GetInt32());

            Assert.Equal(grid, split.GridOf(width, height));
            Assert.Equal(c.GetProperty("dims")[1].GetInt32(), grid.Pictures);
            Assert.Equal(c.GetProperty("nosplit")[1].GetInt32(), whole.GridOf(width, height).Pictures);
        }
    }

    [Theory] // the largest model's sizes, worked out by the rules of its reference
    [InlineData(1920, 1080, 3, 4)]
    [InlineData(1080, 1920, 4, 3)]
    [InlineData(1000, 100, 1, 4)]
    public void GridOf_FollowsTheSide_WhenItIsAnother(int width, int height, int rows, int columns)
    {
        var preparer = new ImagePreparer(s_sample with { Side = 384, ImageLongestEdge = 1536 });

        Assert.Equal(new ImageGrid(rows, columns), preparer.GridOf(width, height));
    }

    /// <summary>Every grid of 1 to 6 rows and columns: an image of exactly so many tiles, each painted in its own colour.</summary>
    [Fact]
    public void PrepareImage_PutsEveryTileInItsPlace_InGridsUpToSixBySix()
    {
        const int side = 32;
        for (var (rows, columns) = (1, 1); rows <= 6; (rows, columns) = columns < 6 ? (rows, columns + 1) : (rows + 1, 1))
        {
            if (rows * columns == 1)
                continue; // one tile is the whole image
            var preparer = new ImagePreparer(s_sample with { Side = side, ImageLongestEdge = side * Math.Max(rows, columns), RescaleFactor = 1, Mean = [0, 0, 0], Deviation = [1, 1, 1] });
            var bytes = new byte[rows * side * columns * side * 3];
            for (var i = 0; i < bytes.Length; i++)
                bytes[i] = (byte)(7 * (i / 3 / (columns * side) / side * columns + i / 3 % (columns * side) / side + 1));
            var pixels = new float[(rows * columns + 1) * preparer.PictureLength];

            Assert.Equal(new ImageGrid(rows, columns), preparer.PrepareImage(new VideoFrame(columns * side, rows * side, bytes), pixels));
            for (var tile = 0; tile < rows * columns; tile++)
                Assert.All(pixels.AsSpan(tile * preparer.PictureLength, preparer.PictureLength).ToArray(), value => Assert.Equal(7 * (tile + 1), value));
        }
    }

    [Fact]
    public void GridOf_IsWhole_WhenOneTileIsEnough() =>
        Assert.Equal(ImageGrid.Whole, new ImagePreparer(s_sample with { ImageLongestEdge = 128 }).GridOf(640, 640));

    [Theory]
    [InlineData(60, 40, 128, 86)] // 85 is odd
    [InlineData(40, 60, 86, 128)]
    [InlineData(50, 50, 128, 128)]
    [InlineData(300, 1, 128, 1)]
    public void PrepareFrame_ScalesTwiceAndNormalises(int width, int height, int fitWidth, int fitHeight)
    {
        var frame = RandomFrame(width, height);
        var settings = s_sample with { RescaleFactor = 1 / 250.0, Mean = [0.1f, 0.2f, 0.3f], Deviation = [1, 2, 4] };
        var square = Resize(Resize(frame, fitWidth, fitHeight), 128, 128);

        var to = new float[3 * 128 * 128 + 5];
        new ImagePreparer(settings).PrepareFrame(frame, to);

        Assert.Equal(Expected(square, 0, 0, settings), to[..^5]);
        Assert.Equal(new float[5], to[^5..]);
    }

    [Fact]
    public void PrepareImage_GivesTilesRowByRowAndThenTheWhole()
    {
        var image = RandomFrame(200, 90);
        var preparer = new ImagePreparer(s_sample with { ImageLongestEdge = 300 });
        // 300 x 135, one line more to be even, then whole tiles of 128.
        var tiled = Resize(Resize(image, 300, 136), 384, 256);
        var to = new float[7 * preparer.PictureLength];

        var grid = preparer.PrepareImage(image, to);

        Assert.Equal(new ImageGrid(2, 3), grid);
        for (var tile = 0; tile < 6; tile++)
            Assert.Equal(Expected(tiled, tile % 3 * 128, tile / 3 * 128, s_sample), Picture(to, tile));
        Assert.Equal(Expected(Resize(tiled, 128, 128), 0, 0, s_sample), Picture(to, 6));

        float[] Picture(float[] pictures, int index) =>
            pictures[(index * preparer.PictureLength)..((index + 1) * preparer.PictureLength)];
    }

    [Fact]
    public void PrepareImage_SquashesFromItsOwnSize_WhenItIsNotSplit()
    {
        var image = RandomFrame(60, 40);
        var preparer = new ImagePreparer(s_sample with { SplitImages = false });
        var to = new float[preparer.PictureLength];

        Assert.Equal(ImageGrid.Whole, preparer.PrepareImage(image, to));

        // 256 x 170, as 256 / 1.5 is 170.67
        Assert.Equal(Expected(Resize(Resize(image, 256, 170), 128, 128), 0, 0, s_sample), to);
    }

    [Fact]
    public void PrepareFrame_GivesTheSame_FromManyThreads()
    {
        var preparer = new ImagePreparer(s_sample);
        var frames = Enumerable.Range(1, 24).Select(i => RandomFrame(20 + i * 7, 90 - i)).ToArray();
        var alone = frames.Select(f => Prepare(preparer, f)).ToArray();

        Parallel.For(0, 240, i => Assert.Equal(alone[i % 24], Prepare(preparer, frames[i % 24])));
    }

    [Fact]
    public void PrepareFrame_Refuses_WhenBytesOrRoomAreMissing()
    {
        var preparer = new ImagePreparer(s_sample);
        var room = new float[preparer.PictureLength];

        Assert.Throws<ArgumentException>(() => preparer.PrepareFrame(new VideoFrame(4, 4, new byte[47]), room));
        Assert.Throws<ArgumentException>(() => preparer.PrepareFrame(new VideoFrame(0, 4, Array.Empty<byte>()), room));
        Assert.Throws<ArgumentException>(() => preparer.PrepareFrame(RandomFrame(4, 4), room.AsSpan(1)));
        Assert.Throws<ArgumentException>(() => preparer.PrepareImage(RandomFrame(4, 4), room));
    }

    private static float[] Prepare(ImagePreparer preparer, VideoFrame frame)
    {
        var to = new float[preparer.PictureLength];
        preparer.PrepareFrame(frame, to);
        return to;
    }

    private static VideoFrame RandomFrame(int width, int height)
    {
        var rgb = new byte[width * height * 3];
        new Random(width * 10_000 + height).NextBytes(rgb);
        return new VideoFrame(width, height, rgb);
    }

    private static VideoFrame Resize(VideoFrame frame, int width, int height)
    {
        var rgb = new byte[width * height * 3];
        new RgbResampler().Resize(frame.Rgb.Span, frame.Width, frame.Height, rgb, width, height, ResampleFilter.Lanczos);
        return new VideoFrame(width, height, rgb);
    }

    /// <summary>A square of 128 pixels as [3, 128, 128].</summary>
    private static float[] Expected(VideoFrame from, int left, int top, ImagePreparation settings)
    {
        var numbers = new float[3 * 128 * 128];
        for (var i = 0; i < numbers.Length; i++)
        {
            var (colour, y, x) = (i / (128 * 128), i / 128 % 128, i % 128);
            var level = from.Rgb.Span[((top + y) * from.Width + left + x) * 3 + colour];
            numbers[i] = ((float)(level * settings.RescaleFactor) - settings.Mean[colour]) / settings.Deviation[colour];
        }

        return numbers;
    }
}
