using VideoIndex.Core;
using VideoIndex.VectorIndex;

namespace VideoIndex.Tests.VectorIndex;

/// <summary>What a library's vectors say about it, on libraries whose shape is known.</summary>
public sealed class LibraryShapeTests : IDisposable
{
    private const int Dimensions = 64;

    private readonly TemporaryFolder _folder = TestFolders.NewTemporary();
    private readonly Random _random = new(20_261_125);
    private readonly List<VectorIndexReader> _open = [];
    private readonly Dictionary<LibraryShape, VectorScores> _scores = [];

    public void Dispose()
    {
        _open.ForEach(reader => reader.Dispose());
        _folder.Dispose();
    }

    [Fact]
    public void Coherence_IsHigh_WhenEachMediaSaysOneThing_AndLow_WhenEachSaysEverything()
    {
        var topics = Enumerable.Range(0, 40).Select(_ => Around(null, 1)).ToList();
        var orderly = Shape("orderly", Rows(100, (media, _) => Around(topics[media % 40], 0.3)), 1_000);
        var mixed = Shape("mixed", Rows(100, (_, _) => Around(topics[_random.Next(40)], 0.3)), 1_000);

        Assert.InRange(orderly.Coherence, 0.5, 1);
        Assert.InRange(mixed.Coherence, 0, 0.1);
    }

    [Fact]
    public void CrowdingAt_IsHigher_AmongManyAlike_AndDoesNotCountTheOwnMedia()
    {
        var common = Around(null, 1);
        var shape = Shape("crowd", Rows(100, (media, _) => media < 60 ? Around(common, 0.2) : media == 60 ? Around(common.Select(x => -x).ToArray(), 0.01) : Around(null, 1)), 1_000);

        Assert.True(Crowding(shape, At(1, 0)) > 0.7, "one of sixty films about the same");
        Assert.True(Crowding(shape, At(61, 0)) < 0.5, "its own windows alone are like it");
    }

    [Fact]
    public void Shape_IsTheSame_HoweverTheIndexLiesInSegments()
    {
        var rows = Rows(200, (_, _) => Around(null, 1));
        var (whole, pieces) = (Shape("whole", rows, rows.Count), Shape("pieces", rows, 7));

        Assert.Equal(whole.Coherence, pieces.Coherence, 0.000001);
        Assert.Equal(Crowding(whole, At(5, 1)), Crowding(pieces, At(5, 1)), 0.000001);
    }

    [Fact]
    public void Shape_OfNothing_IsTheUsualOne()
    {
        var shape = Shape("one", [Row(1, 0, Around(null, 1))], 1);

        Assert.InRange(shape.Coherence, 0.1, 0.3);
        Assert.Equal(Crowding(shape, At(1, 0)), Crowding(shape, At(99, 0)));
    }

    private LibraryShape Shape(string name, IReadOnlyList<DocumentVector> rows, int rowsInCommit)
    {
        var change = 0;
        foreach (var some in rows.Chunk(rowsInCommit))
        {
            using var writer = VectorIndexWriter.TryOpen(_folder[name], "catalog", "e@1", Dimensions)!;
            writer.Apply(some, change += some.Length);
            writer.Commit();
        }

        _open.Add(VectorIndexReader.TryOpen(_folder[name])!);
        _scores[_open[^1].Shape] = _open[^1].Score(Around(null, 1));
        return _open[^1].Shape;
    }

    private double Crowding(LibraryShape shape, TimedDocument document) => shape.CrowdingAt(_scores[shape].Find(document));

    private static List<DocumentVector> Rows(int media, Func<int, int, float[]> vector) =>
        [.. Enumerable.Range(0, media).SelectMany(i => Enumerable.Range(0, 5).Select(window => Row(i + 1, window, vector(i, window))))];

    private static DocumentVector Row(long media, int window, float[] vector) =>
        new($"w{(media * 100) + window}", media, Span(window), vector);

    private static TimedDocument At(long media, int window) => new($"w{(media * 100) + window}", media, Span(window), "", "caption");

    private static TimeRange Span(int window) => TimeRange.FromMs(window * 10_000L, (window + 1) * 10_000L);

    /// <summary>A direction near another, or any.</summary>
    private float[] Around(float[]? center, double noise)
    {
        var vector = Enumerable.Range(0, Dimensions).Select(i => (center?[i] ?? 0) + ((_random.NextDouble() - 0.5) * noise)).ToArray();
        var length = Math.Sqrt(vector.Sum(x => x * x));
        return [.. vector.Select(x => (float)(x / length))];
    }
}
