using VideoIndex.Catalog;
using VideoIndex.Core;

namespace VideoIndex.Tests.Catalog;

public sealed class SavedSearchesTests : IDisposable
{
    private readonly TemporaryFolder _data = TestFolders.NewTemporary();

    private SavedSearches Searches => new(_data["new", "data"]);

    public void Dispose() => _data.Dispose();

    [Fact]
    public void Save_KeepsAnyQuery_AndReplacesOneOfTheSameName()
    {
        const string Query = "\"a\nb\" -c* in:\"x y\" 日本 🎉 \u0001 </script>";
        Assert.Empty(Searches.All());

        Assert.Null(Searches.Save("Goals", "old"));
        Assert.Equal("old", Searches.Save("goals", Query)?.Query);
        Assert.Null(Searches.Save("a name", "dog"));

        Assert.Equal([new SavedSearch("a name", "dog"), new SavedSearch("goals", Query)], Searches.All());
        Assert.Equal(Query, Searches.Find("GOALS")?.Query);
        Assert.Null(Searches.Find("goal"));
    }

    [Fact]
    public void Remove_TakesAwayOne()
    {
        Searches.Save("a", "1");
        Searches.Save("b", "2");

        Assert.Equal("1", Searches.Remove("A")?.Query);
        Assert.Null(Searches.Remove("a"));
        Assert.Equal("b", Assert.Single(Searches.All()).Name);
    }

    [Fact]
    public void Save_Works_WhileAnIndexRunHoldsTheCatalog()
    {
        using var run = CatalogWriter.Open(_data["new", "data"], TimeProvider.System);

        Searches.Save("a", "1");

        Assert.Equal("1", Searches.Find("a")?.Query);
    }

    [Fact]
    public async Task Save_LosesNone_OfManyAtOnce()
    {
        await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Task.Run(() => Searches.Save($"n{i}", $"query {i}"))));

        Assert.Equal(16, Searches.All().Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{\"searches\":null}")]
    [InlineData("{\"searches\":[{\"name\":\"a\"}]}")]
    [InlineData("{\"searches\":[null]}")]
    [InlineData("\0\0\0\0")]
    public void All_SaysThatTheFileIsDamaged_AndSaveLeavesItAlone(string content)
    {
        Searches.Save("a", "1");
        var file = _data["new", "data", "searches.json"];
        File.WriteAllText(file, content);

        var error = Assert.Throws<VideoIndexException>(() => Searches.All());
        Assert.Equal(ErrorCodes.DataFolderUnusable, error.Code);
        Assert.Contains("searches.json", error.Message, StringComparison.Ordinal);
        Assert.Throws<VideoIndexException>(() => Searches.Save("b", "2"));
        Assert.Equal(content, File.ReadAllText(file));
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("a\nb")]
    [InlineData("-n")]
    public void Save_RefusesWhatIsNoName(string name) =>
        Assert.Equal(ErrorCodes.BadOption, Assert.Throws<VideoIndexException>(() => Searches.Save(name, "x")).Code);
}
