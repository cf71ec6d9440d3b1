using VideoIndex.Core;
using VideoIndex.VectorIndex;

namespace VideoIndex.Tests.VectorIndex;

/// <summary>The index against plain arithmetic on the same vectors, through commits, merges, deletes and damage.</summary>
public sealed class VectorIndexTests : IDisposable
{
    private const int Dimensions = 100;

    private static readonly HashSet<long> None = [];

    private readonly TemporaryFolder _folder = TestFolders.NewTemporary();
    private readonly Random _random = new(20_261_123);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Top_GivesTheNearest_AsPlainArithmeticDoes_AfterManyCommitsAndDeletes()
    {
        var truth = new Dictionary<string, DocumentVector>();
        var change = 0L;
        for (var commit = 0; commit < 30; commit++)
        {
            using var writer = Writer();
            var changes = Enumerable.Range(0, 40).Select(_ => RandomChange()).DistinctBy(row => row.Id).ToList();
            foreach (var row in changes)
                truth[row.Id] = row;
            writer.Apply(changes, change += changes.Count);
            writer.Commit();
        }

        var live = truth.Values.Where(row => row.Vector is not null).ToList();
        var query = RandomVector();
        using var reader = VectorIndexReader.TryOpen(_folder.Path)!;
        var scores = reader.Score(query);

        Assert.Equal((change, live.Count), (reader.AppliedChange, reader.Count));
        Assert.True(Directory.GetFiles(_folder.Path, "*.vec").Length <= 6, "segments are merged");
        var expected = live.OrderByDescending(row => Dot(row.Vector!, query)).ToList();
        var found = scores.Top(20, None);
        Assert.All(found.Zip(expected), pair => Assert.InRange(pair.First.Cosine - Dot(pair.Second.Vector!, query), -0.005, 0.005));
        Assert.All(found, hit => Assert.InRange(hit.Cosine - Dot(truth[hit.Id].Vector!, query), -0.005, 0.005));
        foreach (var media in live.GroupBy(row => row.MediaId).Take(5))
        {
            var mean = Enumerable.Range(0, Dimensions).Select(k => media.Average(row => row.Vector![k])).ToArray();
            var (documents, cosine) = scores.OfMedia(media.Key);
            Assert.Equal(media.Count(), documents);
            Assert.InRange(cosine - (Dot(mean, query) / Math.Sqrt(Dot(mean, mean))), -0.05, 0.05);
        }
    }

    [Fact]
    public void TryOpenNewer_FindsWhatAFreshReaderFinds_ThroughCommitsAndMerges()
    {
        VectorIndexReader? followed = null;
        for (var commit = 1; commit <= 30; commit++)
        {
            using (var writer = Writer())
            {
                writer.Apply([.. Enumerable.Range(0, 40).Select(_ => RandomChange()).DistinctBy(row => row.Id)], commit);
                writer.Commit();
            }

            var newer = followed?.TryOpenNewer(_folder.Path) ?? VectorIndexReader.TryOpen(_folder.Path)!;
            followed?.Dispose();
            followed = newer;
            using var fresh = VectorIndexReader.TryOpen(_folder.Path)!;
            var query = RandomVector();
            using var expected = fresh.Score(query);
            using var found = followed.Score(query);
            Assert.Equal((fresh.AppliedChange, fresh.Count), (followed.AppliedChange, followed.Count));
            Assert.Equal(expected.Top(50, None), found.Top(50, None));
            Assert.Equal(expected.OfMedia(3), found.OfMedia(3));
        }

        followed!.Dispose();
    }

    [Fact]
    public void Top_LeavesOutMediaToSkip()
    {
        Fill(("w1", 1, [1, 0]), ("w2", 2, [0.9f, 0.1f]));
        using var reader = VectorIndexReader.TryOpen(_folder.Path)!;
        Assert.Equal(["w1", "w2"], reader.Score(Wide(1, 0)).Top(5, None).Select(hit => hit.Id));
        Assert.Equal(["w2"], reader.Score(Wide(1, 0)).Top(5, new HashSet<long> { 1 }).Select(hit => hit.Id));
    }

    [Fact]
    public void SeveralQueries_FindTogether_WhatEachFindsAlone_InAllMediaAndInSome()
    {
        for (var commit = 1; commit <= 6; commit++)
        {
            using var writer = Writer();
            writer.Apply([.. Enumerable.Range(0, 200).Select(_ => RandomChange()).DistinctBy(row => row.Id)], commit);
            writer.Commit();
        }

        using var reader = VectorIndexReader.TryOpen(_folder.Path)!;
        var queries = Enumerable.Range(0, 8).Select(_ => RandomVector()).ToList();
        HashSet<long> some = [3, 17, 20, 1_000], skipped = [20];
        foreach (var (query, together) in queries.Zip(reader.Score(queries)))
        {
            using var alone = reader.Score(query);
            var all = alone.Top(1_000, None);
            Assert.Equal(all, together.Top(1_000, None));
            Assert.Equal(alone.Spread(), together.Spread());
            Assert.Equal(all.Where(hit => some.Contains(hit.MediaId)), together.Top(1_000, None, some));
            Assert.Equal(all.Where(hit => hit.MediaId is 3 or 17).Take(5), together.Top(5, skipped, some));
            together.Dispose();
        }
    }

    [Fact]
    public void Find_FindsADocument_AndNotADeletedOne()
    {
        Fill(("w1", 1, [1, 0]), ("c1", 1, [0, 1]));
        using (var writer = Writer())
        {
            writer.Apply([new DocumentVector("w1", 0, default, null)], 3);
            writer.Commit();
        }

        using var reader = VectorIndexReader.TryOpen(_folder.Path)!;
        var scores = reader.Score(Wide(0, 1));
        Assert.Null(scores.Find(new TimedDocument("w1", 1, TimeRange.FromMs(0, 10_000), "", "caption")));
        Assert.Equal(1, scores.CosineAt(scores.Find(new TimedDocument("c1", 1, TimeRange.FromMs(0, 10_000), "", "cue"))!.Value), 0.01);
    }

    [Fact]
    public void CosineBeside_LooksAtTheOthersOfTheSameMediaThatAreNear()
    {
        using (var writer = Writer())
        {
            writer.Apply([Row("w1", 1, 0, Wide(1, 0)), Row("w2", 1, 10_000, Wide(0.6f, 0.8f)), Row("w3", 1, 24_000, Wide(0.8f, 0.6f)), Row("w4", 2, 10_000, Wide(1, 0))], 4);
            writer.Commit();
        }

        using var reader = VectorIndexReader.TryOpen(_folder.Path)!;
        using var scores = reader.Score(Wide(1, 0));

        Assert.Equal(0.6, Beside("w1", 1, 0)!.Value, 0.01);
        Assert.Equal(1, Beside("w2", 1, 10_000)!.Value, 0.01);
        Assert.Equal(0.6, Beside("w3", 1, 24_000)!.Value, 0.01);
        Assert.Null(Beside("w4", 2, 10_000));

        double? Beside(string id, long media, int startMs) => scores.CosineBeside(scores.Find(At(id, media, startMs))!.Value, TimeSpan.FromSeconds(5));
    }

    [Fact]
    public void CompanyOf_ComparesWithTheOthersOnly()
    {
        Fill(("w1", 1, [1, 0]), ("w2", 2, [0, 1]), ("w3", 3, [0.8f, 0.6f]));
        using var reader = VectorIndexReader.TryOpen(_folder.Path)!;
        using var scores = reader.Score(Wide(1, 0));
        var (first, second, third) = (Place("w1", 1), Place("w2", 2), Place("w3", 3));

        Assert.Equal(0, scores.CompanyOf([first, second]).CosineOf(first), 0.02);
        Assert.Equal(1.4 / Math.Sqrt(2), scores.CompanyOf([first, second]).CosineOf(third), 0.02);
        Assert.Equal(0.8, scores.CompanyOf([first, third]).CosineOf(first), 0.02);
        Assert.Equal(0, scores.CompanyOf([first]).CosineOf(first));

        DocumentPlace Place(string id, long media) => scores.Find(At(id, media, 0))!.Value;
    }

    [Fact]
    public void Writer_StartsAnew_ForAnotherEmbedderOrCatalog()
    {
        Fill(("w1", 1, [1, 0]));
        using (var same = Writer())
            Assert.Equal(1, same.AppliedChange);
        using (var other = VectorIndexWriter.TryOpen(_folder.Path, "catalog", "other@1", 64)!)
            Assert.Equal(0, other.AppliedChange);
        using var reader = VectorIndexReader.TryOpen(_folder.Path)!;
        Assert.Equal(("other@1", 64, 0L), (reader.Embedder, reader.Dimensions, reader.Count));
    }

    [Fact]
    public void Writer_IsAloneInItsFolder()
    {
        using var first = Writer();
        Assert.Null(VectorIndexWriter.TryOpen(_folder.Path, "catalog", "e@1", Dimensions));
    }

    [Fact]
    public void Dispose_DropsWhatWasNotCommitted()
    {
        using (var writer = Writer())
            writer.Apply([Row("w1", 1, 0, Wide(1, 0))], 1);
        using var again = Writer();
        Assert.Equal(0, again.AppliedChange);
    }

    [Fact]
    public void OpenReader_KeepsItsState_WhileTheWriterMergesItsSegmentsAway()
    {
        Fill(("w1", 1, [1, 0]));
        using var reader = VectorIndexReader.TryOpen(_folder.Path)!;
        using (var writer = Writer())
        {
            writer.Apply([Row("w2", 2, 0, Wide(0, 1)), new DocumentVector("w1", 0, default, null)], 3);
            writer.Commit();
        }

        Assert.Equal(["w1"], reader.Score(Wide(1, 0)).Top(5, None).Select(hit => hit.Id));
    }

    /// <summary>Any flipped byte is found, or changes nothing; it never gives a wrong answer or an error.</summary>
    [Fact]
    public void Open_FindsEveryFlippedByte_AndTheWriterStartsAnew()
    {
        Fill(("w1", 1, [1, 0]), ("w2", 2, [0, 1]));
        var segment = Assert.Single(Directory.GetFiles(_folder.Path, "*.vec"));
        var whole = File.ReadAllBytes(segment);
        for (var at = 0; at < whole.Length; at += 7)
        {
            var harmed = (byte[])whole.Clone();
            harmed[at] ^= 0x55;
            File.WriteAllBytes(segment, harmed);
            using var reader = VectorIndexReader.TryOpen(_folder.Path);
            Assert.True(reader is null || at is >= 24 and < 64, $"byte {at}"); // the rest of the header is unused
        }

        File.WriteAllBytes(segment, whole[..^1]);
        Assert.Null(VectorIndexReader.TryOpen(_folder.Path));
        using var writer = Writer();
        Assert.Equal(0, writer.AppliedChange);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("""{"format":1}""")]
    [InlineData("""{"format":1,"catalog":"catalog","embedder":"e@1","dimensions":100,"applied_change":1,"segments":[{"file":"../x.vec","rows":1,"deleted":[]}]}""")]
    [InlineData("""{"format":1,"catalog":"catalog","embedder":"e@1","dimensions":100,"applied_change":1,"segments":[{"file":"gone.vec","rows":1,"deleted":[]}]}""")]
    public void Open_RefusesADamagedManifest(string text)
    {
        File.WriteAllText(_folder["manifest.json"], text);
        Assert.Null(VectorIndexReader.TryOpen(_folder.Path));
    }

    [Fact]
    public unsafe void Dot_IsTheSame_WithAndWithoutTheProcessorsOwnInstructions()
    {
        var a = new sbyte[384];
        var b = new sbyte[384];
        for (var round = 0; round < 100; round++)
        {
            for (var i = 0; i < a.Length; i++)
                (a[i], b[i]) = round == 0 ? ((sbyte)127, (sbyte)-127) : ((sbyte)_random.Next(-127, 128), (sbyte)_random.Next(-127, 128));
            fixed (sbyte* x = a, y = b)
            {
                var plain = a.Zip(b, (p, q) => p * q).Sum();
                Assert.Equal((plain, plain), (VectorScan.Dot(x, y, a.Length), VectorScan.DotPortable(x, y, a.Length)));
            }
        }
    }

    private void Fill(params (string Id, long Media, float[] Vector)[] rows)
    {
        using var writer = Writer();
        writer.Apply([.. rows.Select(row => Row(row.Id, row.Media, 0, Wide(row.Vector)))], rows.Length);
        writer.Commit();
    }

    private VectorIndexWriter Writer() => VectorIndexWriter.TryOpen(_folder.Path, "catalog", "e@1", Dimensions)!;

    private DocumentVector RandomChange()
    {
        var number = _random.Next(1, 800);
        var id = $"{(number % 3 == 0 ? 'c' : 'w')}{number}";
        return Row(id, 1 + number / 20, number % 20 * 10_000, _random.Next(5) == 0 ? null : RandomVector());
    }

    private static DocumentVector Row(string id, long media, long startMs, float[]? vector) => new(id, media, TimeRange.FromMs(startMs, startMs + 10_000), vector);

    private float[] RandomVector()
    {
        var vector = Enumerable.Range(0, Dimensions).Select(_ => (float)(_random.NextDouble() - 0.5)).ToArray();
        var length = MathF.Sqrt(vector.Sum(x => x * x));
        return [.. vector.Select(x => x / length)];
    }

    private static TimedDocument At(string id, long media, int startMs) => new(id, media, TimeRange.FromMs(startMs, startMs + 10_000), "", "caption");

    private static float[] Wide(params float[] start) => [.. start, .. new float[Dimensions - start.Length]];

    private static double Dot(float[] a, float[] b) => a.Zip(b, (x, y) => (double)x * y).Sum();
}
