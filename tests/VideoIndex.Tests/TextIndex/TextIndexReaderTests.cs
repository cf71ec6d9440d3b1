using System.Globalization;
using VideoIndex.Core;
using VideoIndex.TextIndex;
using static VideoIndex.Tests.TextIndex.TextIndexFixture;

namespace VideoIndex.Tests.TextIndex;

public sealed class TextIndexReaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = TestFolders.NewTemporary();

    private string Folder => _folder["text"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Top_SaysWhichDocumentAndWhere()
    {
        var cue = new TimedDocument("c7", 42, TimeRange.FromMs(41_200, 44_001), "He looks up, he <hits> it! 日本 café", "cue");
        Write(Folder, cue);

        using var reader = TextIndexReader.TryOpen(Folder)!;
        var hit = Assert.Single(reader.Score(new TextQuery(["hit"], [])).Top(10, SkipNone));

        Assert.Equal((cue.Id, cue.MediaId, cue.Span), (hit.Id, hit.MediaId, hit.Span));
        Assert.True(hit.Score > 0);
    }

    [Fact]
    public void Search_PutsDocumentsWithMoreOfTheWordsFirst()
    {
        Write(Folder, TextIndexFixture.Windows(
            "goal goal goal goal",
            "Players raise their arms after the goal in a long celebration with many people, flags and confetti in the stadium",
            "a celebration"));

        Assert.StartsWith("w2 ", Ids(Folder, ["goal", "celebration"]), StringComparison.Ordinal);
    }

    [Fact]
    public void Search_PutsTheRarerWordFirst()
    {
        Write(Folder, TextIndexFixture.Windows("a red car", "a red bus", "a blue bike", "a red bike", "a red train"));

        Assert.Equal("w3 w1", Ids(Folder, ["red", "blue"], top: 2).Replace("w4 ", "", StringComparison.Ordinal));
    }

    [Fact]
    public void Most_IsMoreThanAnyDocumentHas_AndGrowsWithARarerWord()
    {
        Write(Folder, TextIndexFixture.Windows("red red red red red", "a red bus", "a blue bike"));

        using var reader = TextIndexReader.TryOpen(Folder)!;
        using var red = reader.Score(new TextQuery(["red"], []));
        using var blue = reader.Score(new TextQuery(["blue"], []));
        using var none = reader.Score(new TextQuery(["*"], []));

        Assert.InRange(red.Top(1, SkipNone)[0].Score, 0.1, red.Most);
        Assert.True(blue.Most > red.Most);
        Assert.Equal(0, none.Most);
    }

    [Theory]
    [InlineData("barks", "bark")]
    [InlineData("bark", "bark")]
    [InlineData("!", "!")]
    public void StemOf_IsWhatFormsOfAWordHaveInCommon(string word, string expected)
    {
        Write(Folder, TextIndexFixture.Windows("a dog"));

        using var reader = TextIndexReader.TryOpen(Folder)!;

        Assert.Equal(expected, reader.StemOf(word));
    }

    [Theory]
    [InlineData("celebrations", "w1")]
    [InlineData("CELEBRATING", "w1")]
    [InlineData("cafe", "w2")]
    [InlineData("CAFÉ", "w2")]
    [InlineData("cafe\u0301", "w2")]
    [InlineData("woman", "w2")]
    [InlineData("wi-fi", "w3")]
    [InlineData("resume", "w3")]
    [InlineData("東京", "w4")]
    [InlineData("京東", "")]
    public void Search_FindsAWordInItsOtherForms(string word, string expected)
    {
        Write(Folder, TextIndexFixture.Windows(
            "The team celebrates.", "A woman’s café", "The Wi-Fi of a re\u0301sume\u0301 shop", "東京タワー"));

        Assert.Equal(expected, Ids(Folder, [word]));
    }

    [Fact]
    public void Search_FindsAPhrase_OnlyWithItsWordsInOrder_StopWordsIncluded()
    {
        Write(Folder, TextIndexFixture.Windows("fireworks over the city", "fireworks over a city", "the city over fireworks", "over the city walls"));

        Assert.Equal("w1 w4", string.Join(' ', Ids(Folder, [], ["over the city"]).Split(' ').Order()));
        Assert.Equal("", Ids(Folder, [], ["city over the"]));
    }

    [Fact]
    public void Search_DemandsThePhrase_AndRanksByTheWordsBesideIt()
    {
        Write(Folder, TextIndexFixture.Windows("a red card", "the referee shows a red card", "the referee", "card red"));

        Assert.Equal("w2 w1", Ids(Folder, ["referee"], ["red card"]));
    }

    [Fact]
    public void Search_DemandsEveryPhrase()
    {
        Write(Folder, TextIndexFixture.Windows("red card and blue shirt", "red card", "blue shirt"));

        Assert.Equal("w1", Ids(Folder, [], ["red card", "blue shirt"]));
    }

    [Fact]
    public void Search_LeavesStopWordsOut_WhenThereIsMoreToFind()
    {
        Write(Folder, TextIndexFixture.Windows("where is the of and", "a dog"));

        Assert.Equal("w2", Ids(Folder, ["where", "is", "the", "dog"]));
    }

    [Fact]
    public void Search_DemandsAllWords_WhenAllAreStopWords()
    {
        Write(Folder, TextIndexFixture.Windows("to be or not to be", "to be sure", "a dog"));

        Assert.Equal("w1", Ids(Folder, ["to", "be", "or", "not"]));
    }

    [Fact]
    public void Search_LeavesOutWhatSharesTooLittleWithASentence()
    {
        Write(Folder, TextIndexFixture.Windows(
            "a brown dog chases a red ball over the green grass", "a red bus", "a dog chases a cat", "the red ball rolls"));
        var sentence = "brown dog chases red ball quickly green grass".Split(' ');

        Assert.Equal("w1", Ids(Folder, sentence).Split(' ')[0]);
        Assert.DoesNotContain("w2", Ids(Folder, sentence), StringComparison.Ordinal);
        Assert.Contains("w3", Ids(Folder, sentence), StringComparison.Ordinal);
    }

    [Fact]
    public void Search_CountsARepeatedWordOnce()
    {
        Write(Folder, TextIndexFixture.Windows("goal", "celebration of a goal", "celebration"));

        Assert.Equal(Ids(Folder, ["goal", "celebration"]), Ids(Folder, ["goal", "goals", "Goal", "celebration"]));
    }

    [Theory]
    [InlineData("*")]
    [InlineData("(")]
    [InlineData(":")]
    [InlineData("🎉")]
    [InlineData("\ud800")]
    [InlineData("")]
    public void Search_FindsNothing_ForAWordWithoutLetters(string word)
    {
        Write(Folder, TextIndexFixture.Windows("a dog"));

        Assert.Equal("", Ids(Folder, [word], [word]));
        Assert.Equal("w1", Ids(Folder, [word, "dog"], [word]));
    }

    [Theory]
    [InlineData("goal AND (")]
    [InlineData("media:1")]
    [InlineData("go*")]
    [InlineData("[a TO z]")]
    [InlineData("dog~2")]
    [InlineData("/.*/")]
    public void Search_TakesNoWordForAnOperator(string text)
    {
        Write(Folder, TextIndexFixture.Windows("a dog", "a cat"));

        Assert.DoesNotContain("w2", Ids(Folder, text.Split(' ')), StringComparison.Ordinal);
    }

    [Fact]
    public void Search_OrdersEqualHitsByMediaThenTime()
    {
        Write(Folder, [Window(1, 2, 10, "a dog"), Window(2, 1, 30, "a dog")]);
        Write(Folder, [Window(3, 1, 20, "a dog"), Window(4, 2, 0, "a dog")]);

        Assert.Equal("w3 w2 w4 w1", Ids(Folder, ["dog"]));
        Assert.Equal("w3 w2", Ids(Folder, ["dog"], top: 2));
    }

    [Fact]
    public void Search_GivesTheBestOfMany()
    {
        var many = Enumerable.Range(0, 500).Select(i => Window(i, 1, i * 10, i % 50 == 7 ? "a dog and a ball" : "a dog")).ToArray();
        Write(Folder, many);

        Assert.Equal("w7 w57 w107 w157 w207 w257 w307 w357 w407 w457", Ids(Folder, ["dog", "ball"], top: 10));
    }

    [Fact]
    public void Search_LeavesOutTheMediaToSkip()
    {
        Write(Folder, [Window(1, 1, 0, "a dog"), Window(2, 2, 0, "a dog"), Window(3, 3, 0, "a dog")]);

        using var reader = TextIndexReader.TryOpen(Folder)!;
        var hits = reader.Score(new TextQuery(["dog"], [])).Top(2, new HashSet<long> { 1, 3 });

        Assert.Equal(2, Assert.Single(hits).MediaId);
    }

    [Fact]
    public void Search_ScoresAreFinite_ForTheEmptyIndexAndForOddTexts()
    {
        Write(Folder, TextIndexFixture.Windows("", new string('a', 100_000), string.Join(' ', Enumerable.Repeat("dog", 50_000)), "\ud800dog\udc00", "dog"));

        using var reader = TextIndexReader.TryOpen(Folder)!;
        var hits = reader.Score(new TextQuery(["dog"], [])).Top(10, SkipNone);

        Assert.Equal(["w3", "w4", "w5"], hits.Select(hit => hit.Id).Order());
        Assert.All(hits, hit => Assert.True(double.IsFinite(hit.Score) && hit.Score > 0));
        Assert.InRange(Directory.GetFiles(Folder).Sum(file => new FileInfo(file).Length), 1, 60_000);
    }

    [Fact]
    public void Search_BoundsTheWorkOfAQuery()
    {
        Write(Folder, TextIndexFixture.Windows("a dog"));
        var words = Enumerable.Range(0, 100_000).Select(i => i.ToString(CultureInfo.InvariantCulture)).ToArray();

        Assert.Equal("", Ids(Folder, words));
        Assert.Equal("", Ids(Folder, [], [string.Join(' ', words)]));
    }

    [Fact]
    public async Task Search_AnswersFromManyThreads_WhileTheWriterCommits()
    {
        Write(Folder, TextIndexFixture.Windows("a dog"));
        using var reader = TextIndexReader.TryOpen(Folder)!;
        using var writer = TextIndexWriter.TryOpen(Folder, CatalogId)!;

        var searches = Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            for (var i = 0; i < 200; i++)
                Assert.Equal("w1", Ids(reader, ["dog"]));
        })).ToList();
        for (var i = 1; i <= 40; i++)
        {
            writer.Apply([new TextChange(i + 1, $"w{i}", Window(i, 1, i * 10, $"a dog and cat {i}"))], writer.AppliedChange + 1);
            writer.Commit();
            using var fresh = TextIndexReader.TryOpen(Folder)!;
            Assert.Equal(writer.AppliedChange, fresh.AppliedChange);
        }

        await Task.WhenAll(searches);
        Assert.Equal(40, Ids(Folder, ["cat"]).Split(' ').Length);
    }

    [Fact]
    public void TryOpenNewer_FindsWhatAFreshReaderFinds_ThroughCommitsMergesDeletesAndARebuild()
    {
        var random = new Random(20_261_125);
        string[] words = ["goal", "dog", "red", "runs", "bus", "rain", "night", "park"];
        Write(Folder, Window(0, 1, 0, "goal"));
        var followed = TextIndexReader.TryOpen(Folder)!;
        for (var commit = 0; commit < 40; commit++)
        {
            if (commit == 30)
                System.IO.Directory.Delete(Folder, recursive: true); // the same names again, with other contents
            Write(Folder, [.. Enumerable.Range(0, 20).Select(_ => random.Next(200)).Distinct()
                .Select(id => Window(id, id % 7, id % 50 * 10, string.Join(' ', random.GetItems(words, random.Next(1, 6)))))]);
            var newer = followed.TryOpenNewer()!;
            followed.Dispose();
            followed = newer;
            using var fresh = TextIndexReader.TryOpen(Folder)!;
            foreach (var word in words)
                Assert.Equal(Found(fresh, word), Found(followed, word));
        }

        followed.Dispose();

        static List<(string, double)> Found(TextIndexReader reader, string word)
        {
            using var scores = reader.Score(new TextQuery([word, "runs"], []));
            return [.. scores.Top(1_000, SkipNone).Select(hit => (hit.Id, hit.Score))];
        }
    }

    [Fact]
    public void TryOpen_TakesTheCommitBefore_WhileTheNextIsBeingWritten()
    {
        Write(Folder, Window(1, 1, 0, "goal"));
        var last = Directory.GetFiles(Folder, "segments_*").Max(file => int.Parse(file.AsSpan(file.LastIndexOf('_') + 1), CultureInfo.InvariantCulture));
        File.WriteAllBytes(Path.Combine(Folder, string.Create(CultureInfo.InvariantCulture, $"segments_{last + 1}")), [0x3f, 0xd7, 0x6c]);

        Assert.Equal("w1", Ids(Folder, ["goal"]));
    }

    [Fact]
    public void Top_GivesNothing_ForAWordSaidAgainAndAgain()
    {
        Write(Folder, TextIndexFixture.Windows([
            string.Join(' ', Enumerable.Repeat("goal", 200)),
            "a player kicks the ball into the goal in the rain",
            string.Join(' ', Enumerable.Repeat("goal rain", 200)),
            .. Enumerable.Range(0, 50).Select(i => $"one of the many ordinary lines about something else, number {i}")]));

        Assert.StartsWith("w2 ", Ids(Folder, ["goal", "rain"]), StringComparison.Ordinal);
        Assert.StartsWith("w2 ", Ids(Folder, ["goal"]), StringComparison.Ordinal);
    }
}
