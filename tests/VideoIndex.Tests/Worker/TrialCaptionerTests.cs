using VideoIndex.Core;
using VideoIndex.Worker;

namespace VideoIndex.Tests.Worker;

public sealed class TrialCaptionerTests : IDisposable
{
    private readonly Recorder _model = new();

    [Fact]
    public void OneFrameShare_ShowsTheFirstPictureAlone_AlsoWhereOneServesForSeveralFrames()
    {
        var trial = new TrialCaptioner(_model, TimeProvider.System);
        trial.CaptionBatch([Window([1, 2, 3], [0, 1, 2]), Window([4, 5], [0, 1, 0]), Window([6], [0, 0, 0])], CancellationToken.None);
        Assert.InRange(trial.OneFrameShare(CancellationToken.None)!.Value, 0, 1);
        Assert.Equal(["1", "4"], _model.Batches[1].Select(Shown));
        Assert.Equal(["1,2,3", "4,5,4"], _model.Batches[2].Select(Shown));
    }

    [Fact]
    public void OneFrameShare_IsNotMeasured_WhereThereIsOneFrameAnyway_OrNothing()
    {
        var trial = new TrialCaptioner(_model, TimeProvider.System);
        Assert.Null(trial.OneFrameShare(CancellationToken.None));
        trial.CaptionBatch([Window([1], [0])], CancellationToken.None);
        Assert.Null(trial.OneFrameShare(CancellationToken.None));
    }

    public void Dispose() => _model.Dispose();

    private static PreparedWindow Window(byte[] pictures, int[] ofFrame) =>
        new(TimeRange.FromMs(0, 10_000), [.. ofFrame.Select((_, i) => TimeSpan.FromSeconds(i))], pictures) { PictureOfFrame = ofFrame };

    /// <summary>The pixel of each frame's picture: a picture has one here.</summary>
    private static string Shown(PreparedWindow window) => string.Join(',', window.FrameTimes.Select((_, frame) => window.Pixels[window.PictureOfFrame[frame]]));

    private sealed class Recorder : ICaptioner
    {
        public List<IReadOnlyList<PreparedWindow>> Batches { get; } = [];

        public string Device => "cpu";

        public int PreferredBatch => 8;

        public PreparedWindow Prepare(WindowFrames window) => throw new NotSupportedException();

        public IReadOnlyList<Caption> CaptionBatch(IReadOnlyList<PreparedWindow> windows, CancellationToken cancel)
        {
            Batches.Add(windows);
            return [];
        }

        public void Dispose()
        {
            // holds nothing
        }
    }
}
