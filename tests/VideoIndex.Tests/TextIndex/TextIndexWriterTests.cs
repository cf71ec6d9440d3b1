using Lucene.Net.Index;
using Lucene.Net.Store;
using VideoIndex.Core;
using VideoIndex.TextIndex;
using static VideoIndex.Tests.TextIndex.TextIndexFixture;

namespace VideoIndex.Tests.TextIndex;

public sealed class TextIndexWriterTests : IDisposable
{
    private readonly TemporaryFolder _folder = TestFolders.NewTemporary();

    private string Folder => _folder["text"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void TryOpen_MakesAnEmptyIndex_WhereThereIsNone()
    {
        Assert.Null(TextIndexReader.TryOpen(Folder));

        using var writer = TextIndexWriter.TryOpen(Folder, CatalogId)!;
        using var reader = TextIndexReader.TryOpen(Folder)!;

        Assert.Equal((0, 0, CatalogId), (writer.AppliedChange, reader.AppliedChange, reader.CatalogId));
    }

    [Fact]
    public void TryOpen_IsNull_WhileAnotherWriterIsOpen()
    {
        using (TextIndexWriter.TryOpen(Folder, CatalogId))
            Assert.Null(TextIndexWriter.TryOpen(Folder, CatalogId));

        using var next = TextIndexWriter.TryOpen(Folder, CatalogId);
        Assert.NotNull(next);
    }

    [Fact]
    public void TryOpen_LeavesTheIndexOfAnOpenWriterAlone_EvenForAForeignCatalog()
    {
        Write(Folder, TextIndexFixture.Windows("a dog"));
        using (TextIndexWriter.TryOpen(Folder, CatalogId))
            Assert.Null(TextIndexWriter.TryOpen(Folder, "another"));

        Assert.Equal("w1", Ids(Folder, ["dog"]));
    }

    [Fact]
    public void TryOpen_RefusesWithASentence_WhenTheFolderIsAFile()
    {
        File.WriteAllText(Folder, "not a folder");

        var error = Assert.Throws<VideoIndexException>(() => TextIndexWriter.TryOpen(Folder, CatalogId));

        Assert.Equal(ErrorCodes.DataFolderUnusable, error.Code);
        Assert.Contains(Folder, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Apply_ReplacesAndDeletesById()
    {
        Write(Folder, TextIndexFixture.Windows("a dog", "a cat", "a bird"));
        using (var writer = TextIndexWriter.TryOpen(Folder, CatalogId)!)
        {
            Assert.Equal(3, writer.AppliedChange);
            writer.Apply([new(5, "w1", Window(1, 1, 0, "a horse")), new(6, "w2", null), new(9, "unknown", null)], 9);
            writer.Commit();
        }

        Assert.Equal("", Ids(Folder, ["dog", "cat"]));
        Assert.Equal("w1", Ids(Folder, ["horse"]));
        Assert.Equal("w3", Ids(Folder, ["bird"]));
    }

    [Fact]
    public void Apply_GivesTheSameAnswers_WhenItIsDoneAgain()
    {
        Write(Folder, TextIndexFixture.Windows("a dog", "a dog and a cat"));
        var once = Ids(Folder, ["dog", "cat"]);
        Write(Folder, TextIndexFixture.Windows("a dog", "a dog and a cat"));

        Assert.Equal(once, Ids(Folder, ["dog", "cat"]));
    }

    [Fact]
    public void Apply_RefusesToGoBack()
    {
        using var writer = TextIndexWriter.TryOpen(Folder, CatalogId)!;
        writer.Apply([], 5);

        Assert.Throws<ArgumentOutOfRangeException>(() => writer.Apply([], 4));
    }

    [Fact]
    public void Commit_KeepsTheChangeNumber_AlsoWithoutDocuments()
    {
        using (var writer = TextIndexWriter.TryOpen(Folder, CatalogId)!)
        {
            writer.Apply([], 17);
            writer.Commit();
        }

        using var again = TextIndexWriter.TryOpen(Folder, CatalogId)!;
        Assert.Equal(17, again.AppliedChange);
    }

    [Fact]
    public void Dispose_DropsWhatWasNotCommitted()
    {
        Write(Folder, TextIndexFixture.Windows("a dog"));
        using (var writer = TextIndexWriter.TryOpen(Folder, CatalogId)!)
            writer.Apply([new(2, "w2", Window(2, 1, 10, "a cat"))], 2);

        using var again = TextIndexWriter.TryOpen(Folder, CatalogId)!;
        Assert.Equal(1, again.AppliedChange);
        Assert.Equal("", Ids(Folder, ["cat"]));
    }

    [Fact]
    public void TryOpen_StartsAnew_ForAnotherCatalog()
    {
        Write(Folder, TextIndexFixture.Windows("a dog"));

        using var writer = TextIndexWriter.TryOpen(Folder, "another")!;

        Assert.Equal(0, writer.AppliedChange);
        Assert.Equal("", Ids(Folder, ["dog"]));
    }

    [Theory]
    [InlineData("videoindex.format", "0")]
    [InlineData("videoindex.format", "1")]
    [InlineData("videoindex.change", "-1")]
    [InlineData("videoindex.change", "many")]
    [InlineData("videoindex.catalog", null)]
    public void TryOpen_StartsAnew_WhenTheCommitSaysSomethingElse(string key, string? value)
    {
        Write(Folder, TextIndexFixture.Windows("a dog"));
        ChangeUserData(key, value);

        Assert.Null(TextIndexReader.TryOpen(Folder));
        using var writer = TextIndexWriter.TryOpen(Folder, CatalogId)!;
        Assert.Equal(0, writer.AppliedChange);
    }

    [Fact]
    public void TryOpen_StartsAnew_WhenASegmentsFileIsEmpty()
    {
        Write(Folder, TextIndexFixture.Windows("a dog"));
        foreach (var file in System.IO.Directory.GetFiles(Folder, "segments*"))
            File.WriteAllBytes(file, []);

        Assert.Null(TextIndexReader.TryOpen(Folder));
        Write(Folder, TextIndexFixture.Windows("a cat"));
        Assert.Equal("w1", Ids(Folder, ["cat"]));
    }

    [Fact]
    public void TryOpen_TouchesNothingElseInTheFolder_WhenItStartsAnew()
    {
        Write(Folder, TextIndexFixture.Windows("a dog"));
        File.WriteAllText(_folder["text", "notes.txt"], "mine");
        System.IO.Directory.CreateDirectory(_folder["text", "_sub"]);
        File.WriteAllText(_folder["text", "_sub", "_0.cfs"], "mine");
        File.WriteAllText(_folder["outside"], "mine");
        File.CreateSymbolicLink(_folder["text", "_link.dat"], _folder["outside"]);

        using (TextIndexWriter.TryOpen(Folder, "another"))
        {
        }

        Assert.Equal("mine", File.ReadAllText(_folder["text", "notes.txt"]));
        Assert.Equal("mine", File.ReadAllText(_folder["text", "_sub", "_0.cfs"]));
        Assert.Equal("mine", File.ReadAllText(_folder["outside"]));
    }

    private void ChangeUserData(string key, string? value)
    {
        using var directory = FSDirectory.Open(Folder);
        using var reader = DirectoryReader.Open(directory);
        var data = new Dictionary<string, string>(reader.IndexCommit.UserData);
        data.Remove(key);
        if (value is not null)
            data[key] = value;
        using var writer = new IndexWriter(directory, new IndexWriterConfig(Lucene.Net.Util.LuceneVersion.LUCENE_48, null));
        writer.SetCommitData(data);
        writer.Commit();
    }
}
