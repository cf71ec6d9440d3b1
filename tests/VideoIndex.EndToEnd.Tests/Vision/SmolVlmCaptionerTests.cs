using VideoIndex.Core;
using VideoIndex.Vision;

namespace VideoIndex.EndToEnd.Tests.Vision;

/// <summary>The captioner with the sample model, on pictures of the sample films that lie beside it: the repository alone is enough.</summary>
public sealed class SmolVlmCaptionerTests : IDisposable
{
    private static readonly WindowPlan s_plan = new(TimeSpan.FromSeconds(10), 3);

    private readonly SmolVlmCaptioner _captioner =
        new(SmolVlm.Load(TestFolders.SampleModel, new VisionOptions { Device = "cpu", Threads = 2 }), new CaptionOptions());

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _captioner.Dispose();

    [Fact]
    public void CaptionBatch_WritesTheReferencesCaption_ForItsFrames()
    {
        var start = TimeSpan.FromSeconds(50);
        var caption = Assert.Single(_captioner.CaptionBatch([Prepare(start, "celebration-1", "celebration-2", "celebration-3")], Cancel));

        Assert.Equal("Players in red shirts celebrate a goal with raised arms as confetti falls.", caption.Text);
        Assert.Equal(new TimeRange(start, start + s_plan.WindowLength), caption.Window);
        Assert.Equal("cpu", caption.Device);
        Assert.Null(caption.Note);
    }

    [Fact]
    public void CaptionBatch_WritesWhatItWritesAlone_WhenWindowsAreMixed()
    {
        PreparedWindow[] windows =
        [
            Prepare(TimeSpan.Zero, "goal-1", "goal-2", "goal-3"),
            Prepare(TimeSpan.Zero, "cat"),
            Prepare(TimeSpan.FromSeconds(30), "celebration-1", "celebration-2", "celebration-3"),
            Prepare(TimeSpan.Zero, "bus", "bus"),
            Prepare(TimeSpan.Zero, "goal-3", "cat", "bus"),
            Prepare(TimeSpan.FromSeconds(10), "celebration-2"),
        ];
        var alone = windows.Select(w => _captioner.CaptionBatch([w], Cancel)[0].Text).ToList();
        var together = _captioner.CaptionBatch([.. windows, .. windows.Reverse()], Cancel).Select(c => c.Text).ToList();

        Assert.Equal([.. alone, .. alone.AsEnumerable().Reverse()], together);
        Assert.True(alone.Distinct().Count() >= 4, $"captions hardly differ: {string.Join(" | ", alone)}");
    }

    [Fact]
    public void CaptionBatch_WritesTheSame_WhenAPictureServesForSeveralFrames()
    {
        var each = Frames(TimeSpan.Zero, "goal-1", "goal-1", "goal-3", "goal-1");
        var shared = each with { Frames = [each.Frames[0], each.Frames[0], each.Frames[2], each.Frames[0]] };
        PreparedWindow[] windows = [_captioner.Prepare(each), _captioner.Prepare(shared), Prepare(TimeSpan.Zero, "cat")];

        var captions = _captioner.CaptionBatch(windows, Cancel);

        Assert.Equal((4, 2), (windows[0].Pictures, windows[1].Pictures));
        Assert.Equal(windows[0].Pixels.Length / 2, windows[1].Pixels.Length);
        Assert.Equal(captions[0].Text, captions[1].Text);
        Assert.Equal(_captioner.CaptionBatch([windows[2]], Cancel)[0].Text, captions[2].Text);
    }

    [Fact]
    public void CaptionBatch_Stops_WhenItIsCancelled()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.Throws<OperationCanceledException>(() => _captioner.CaptionBatch([Prepare(TimeSpan.Zero, "cat")], cancelled.Token));
    }

    [Fact]
    public void CaptionBatch_NamesTheLimit_WhenTheFramesDoNotFitTheModel()
    {
        var window = Prepare(TimeSpan.Zero, [.. Enumerable.Repeat("cat", 150)]);
        var error = Assert.Throws<VideoIndexException>(() => _captioner.CaptionBatch([window], Cancel));
        Assert.Equal(ErrorCodes.BadOption, error.Code);
        Assert.Contains("150 frames", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void CaptionBatch_IsEmpty_ForNoWindows() => Assert.Empty(_captioner.CaptionBatch([], Cancel));

    [Fact]
    public void Prepare_Refuses_WhenFramesAndTimesDiffer() =>
        Assert.Throws<ArgumentException>(() => _captioner.Prepare(new WindowFrames(default, [TimeSpan.Zero], [])));

    private PreparedWindow Prepare(TimeSpan start, params string[] pictures) => _captioner.Prepare(Frames(start, pictures));

    private static WindowFrames Frames(TimeSpan start, params string[] pictures)
    {
        var window = new TimeRange(start, start + s_plan.WindowLength);
        var frames = pictures.Select(p => PngFile.Read(Path.Combine(TestFolders.SampleModel, "golden", p + ".png"))).ToList();
        return new WindowFrames(window, (s_plan with { FramesPerWindow = pictures.Length }).FrameTimes(window), frames);
    }
}
