using VideoIndex.Core;
using VideoIndex.Media;

namespace VideoIndex.Tests.Media;

public sealed class WindowThinnerTests
{
    private const int Width = 320;
    private const int Height = 180;

    [Fact]
    public async Task AWindowThatStandsStill_KeepsItsMiddleFrame()
    {
        var thin = Assert.Single(await ThinAsync([Grey(90), Grey(91), Grey(90)]));

        Assert.Equal([TimeSpan.FromSeconds(5)], thin.Shown.FrameTimes);
        Assert.Same(thin.Shown.Frames[0], Assert.Single(thin.Shown.Frames));
        Assert.Empty(thin.Repeats);
    }

    [Fact]
    public async Task WhereOneFrameDiffers_AllAreKept_EachPictureOnce()
    {
        VideoFrame[] frames = [Grey(90), Grey(90), Grey(200), Grey(200), Grey(90), Grey(200)];

        var thin = await ThinAsync(frames);

        Assert.Equal([1.0, 5.0, 9.0, 11.0, 15.0, 19.0], thin.SelectMany(windows => windows.Shown.FrameTimes).Select(time => time.TotalSeconds));
        Assert.Equal([0, 0, 2, 2, 0, 2], thin.SelectMany(windows => windows.Shown.Frames).Select(frame => Array.FindIndex(frames, each => ReferenceEquals(each, frame))));
    }

    [Fact]
    public async Task ASmallThingThatMoves_IsSeen()
    {
        var thin = Assert.Single(await ThinAsync([WithSpot(100), WithSpot(140), WithSpot(180)]));

        Assert.Equal([1.0, 5.0, 9.0], thin.Shown.FrameTimes.Select(time => time.TotalSeconds));
    }

    [Theory]
    [InlineData(-1, -1, 100, 2)]
    [InlineData(100, -1, -1, 0)]
    [InlineData(-1, 100, -1, 1)]
    [InlineData(-1, 100, 160, 1)]
    [InlineData(100, 160, -1, 0)]
    public async Task AWindowOfOneShot_ShowsAPictureOfWhatComesAndGoes_EachTime(int first, int second, int third, int shown)
    {
        VideoFrame[] frames = [WithSpot(first), WithSpot(second), WithSpot(third)];

        var thin = Assert.Single(await ThinAsync(frames));

        Assert.All(thin.Shown.Frames, frame => Assert.Same(frames[shown], frame));
        Assert.Equal([1.0, 5.0, 9.0], thin.Shown.FrameTimes.Select(time => time.TotalSeconds));
    }

    [Fact]
    public async Task OfTwoPicturesOfAShot_BothAreShown()
    {
        VideoFrame[] frames = [WithSpot(100), WithSpot(140)];
        var window = new WindowFrames(TimeRange.FromMs(0, 5_000), [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(4)], frames);

        await foreach (var thin in WindowThinner.ThinAsync(new[] { window }.ToAsyncEnumerable(), TestContext.Current.CancellationToken))
            Assert.Equal(frames, thin.Shown.Frames);
    }

    [Fact]
    public async Task WindowsOfOneShot_AreEachLookedAt()
    {
        var thin = await ThinAsync([WithSpot(100), WithSpot(140), WithSpot(180), WithSpot(100), WithSpot(140), WithSpot(180)]);

        Assert.Equal([0L, 10_000], thin.Select(windows => windows.Shown.Window.StartMs));
    }

    [Fact]
    public async Task Grain_IsNoChange()
    {
        var thin = await ThinAsync([.. Enumerable.Range(0, 9).Select(seed => Noisy(90, seed))]);

        Assert.Equal(2, Assert.Single(thin).Repeats.Count);
    }

    [Fact]
    public async Task WindowsThatLookAlike_AreRepeats_UntilOneDiffers()
    {
        var thin = await ThinAsync([Grey(90), Grey(90), Grey(90), Grey(91), Grey(90), Grey(90), Grey(90), WithSpot(50), Grey(90), Grey(90), Grey(90), Grey(90)]);

        Assert.Equal([0L, 20_000, 30_000], thin.Select(windows => windows.Shown.Window.StartMs));
        Assert.Equal([TimeRange.FromMs(10_000, 20_000)], thin[0].Repeats);
    }

    [Fact]
    public async Task ASlideThatStands_IsOnePicture_WhereverWindowsCutIt()
    {
        VideoFrame[] frames = [Grey(90), Grey(90), Grey(91), Grey(91), Grey(200), Grey(200), Grey(201), Grey(200), Grey(200)];

        var thin = await ThinAsync(frames);

        Assert.Equal([[1], [1, 4, 4], [4]], thin.Select(windows => windows.Shown.Frames.Select(frame => Array.FindIndex(frames, each => ReferenceEquals(each, frame)))));
        Assert.Equal([[5.0], [11.0, 15.0, 19.0], [25.0]], thin.Select(windows => windows.Shown.FrameTimes.Select(time => time.TotalSeconds)));
    }

    [Fact]
    public async Task APictureThatChangesSlowly_IsNotShownForLong()
    {
        VideoFrame[] frames = [.. Enumerable.Range(0, 20).SelectMany(window => new[] { Grey((byte)(60 + window)), Grey(200), Grey((byte)(60 + window)) })];

        var thin = await ThinAsync(frames);

        Assert.True(thin.Select(windows => windows.Shown.Frames[0]).Distinct(ReferenceEqualityComparer.Instance).Count() >= 5, "pictures from 60 to 79 were shown as one of few");
    }

    [Fact]
    public async Task ASlowChange_CannotCreepBy()
    {
        var thin = await ThinAsync([.. Enumerable.Range(0, 20).SelectMany(window => Enumerable.Repeat(Grey((byte)(60 + window)), 3))]);

        Assert.True(thin.Count >= 5, $"{thin.Count} windows were looked at while the picture went from 60 to 79");
    }

    [Fact]
    public async Task AStillCamera_IsLookedAtAgain_NowAndThen()
    {
        var thin = await ThinAsync([.. Enumerable.Range(0, 3 * 70).Select(_ => Grey(90))]);

        Assert.Equal([29, 29, 9], thin.Select(windows => windows.Repeats.Count));
        Assert.Equal(3, thin.Select(windows => windows.Shown.Frames[0]).Distinct(ReferenceEqualityComparer.Instance).Count());
    }

    /// <summary>Windows of three frames each, at 1, 5 and 9 s of it.</summary>
    private static async Task<List<StillWindows>> ThinAsync(VideoFrame[] frames)
    {
        var windows = frames.Chunk(3).Select((some, i) => new WindowFrames(
            TimeRange.FromMs(i * 10_000L, (i + 1) * 10_000L), [.. new[] { 1, 5, 9 }.Select(second => TimeSpan.FromSeconds(10 * i + second))], some));
        var thin = new List<StillWindows>();
        await foreach (var one in WindowThinner.ThinAsync(windows.ToAsyncEnumerable(), TestContext.Current.CancellationToken))
            thin.Add(one);
        return thin;
    }

    private static VideoFrame Grey(byte level) => Frame((_, _) => level);

    /// <summary>A thing of 6 x 6 pixels, a sixteen-hundredth of the picture; nothing at a place below 0.</summary>
    private static VideoFrame WithSpot(int left) => Frame((x, y) => left >= 0 && x >= left && x < left + 6 && y is >= 80 and < 86 ? (byte)200 : (byte)90);

    private static VideoFrame Noisy(byte level, int seed)
    {
        var random = new Random(seed);
        return Frame((_, _) => (byte)(level + random.Next(-12, 13)));
    }

    private static VideoFrame Frame(Func<int, int, byte> level)
    {
        var rgb = new byte[Width * Height * 3];
        for (var i = 0; i < rgb.Length; i++)
            rgb[i] = level(i / 3 % Width, i / 3 / Width);
        return new VideoFrame(Width, Height, rgb);
    }
}
