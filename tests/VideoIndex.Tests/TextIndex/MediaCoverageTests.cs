using VideoIndex.Core;
using VideoIndex.TextIndex;
using static VideoIndex.Tests.TextIndex.TextIndexFixture;

namespace VideoIndex.Tests.TextIndex;

/// <summary>Which of a query's words a media has anywhere.</summary>
public sealed class MediaCoverageTests : IDisposable
{
    private readonly TemporaryFolder _folder = TestFolders.NewTemporary();

    public MediaCoverageTests() => Write(
        _folder["text"],
        Window(1, 1, 0, "Phoebe sits down"), Window(2, 1, 10, "somebody plays the guitar"),
        Window(3, 2, 0, "a man plays the guitar"), Window(4, 3, 0, "rain on a window"), Window(5, 4_000_000_000, 0, "Phoebe sings"));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Cover_CountsWordsOfAllWindows_AndARareOneMore()
    {
        var shares = Cover("phoebe plays the guitar", 1, 2, 3);

        Assert.Equal(1, shares[1], 0.0001);
        Assert.InRange(shares[2], 0.3, 0.9);
        Assert.Equal(0, shares[3]);
        Assert.True(Cover("plays rain", 3)[3] > Cover("plays rain", 2)[2], "rain is in one window, plays in two");
    }

    [Fact]
    public void Cover_CountsAWordThatNobodyHasAgainstAll() => Assert.InRange(Cover("guitar zeppelin", 2)[2], 0.1, 0.49);

    [Fact]
    public void Cover_TakesAnyMediaId() => Assert.Equal(1, Cover("phoebe sings", 4_000_000_000, 1)[4_000_000_000], 0.0001);

    [Fact]
    public void Cover_DoesNotCountWhatWasReplaced()
    {
        using (var writer = TextIndexWriter.TryOpen(_folder["text"], CatalogId)!)
        {
            writer.Apply([new TextChange(6, "w3", Window(3, 2, 0, "a man is silent"))], 6);
            writer.Commit();
        }

        Assert.Equal(0, Cover("guitar", 2)[2]);
    }

    [Fact]
    public void Cover_IsEmpty_WithoutWords()
    {
        Assert.Empty(Cover("*", 1));
        Assert.Empty(Cover("guitar"));
    }

    private IReadOnlyDictionary<long, double> Cover(string query, params long[] media)
    {
        using var reader = TextIndexReader.TryOpen(_folder["text"])!;
        return reader.Cover(new TextQuery(query.Split(' '), []), media.ToHashSet()).OfMedia;
    }
}
