using VideoIndex.Core;
using VideoIndex.TextIndex;
using static VideoIndex.Tests.TextIndex.TextIndexFixture;

namespace VideoIndex.Tests.TextIndex;

public sealed class TextLanguageTests : IDisposable
{
    private readonly TemporaryFolder _folder = TestFolders.NewTemporary();

    private string Folder => _folder["text"];

    public void Dispose() => _folder.Dispose();

    /// <summary>Another form of a word than the text has, one that English analysis does not find.</summary>
    [Theory]
    [InlineData(TextLanguage.German, "Zwei Häuser brennen am Hafen", "haus")]
    [InlineData(TextLanguage.German, "Zwei Häuser brennen am Hafen", "Haeuser")]
    [InlineData(TextLanguage.German, "Die Spieler jubeln auf der Straße", "Strassen")]
    [InlineData(TextLanguage.French, "L'équipe célèbre un but", "équipes")]
    [InlineData(TextLanguage.French, "L’équipe célèbre un but", "equipe")]
    [InlineData(TextLanguage.French, "Les chevaux courent dans le pré", "cheval")]
    [InlineData(TextLanguage.Spanish, "Los jugadores celebran los goles", "gol")]
    [InlineData(TextLanguage.Spanish, "Los jueces deciden", "juez")]
    [InlineData(TextLanguage.Portuguese, "Os aviões pousam", "avião")]
    [InlineData(TextLanguage.Portuguese, "Os animais dormem", "animal")]
    [InlineData(TextLanguage.Italian, "I ragazzi giocano nell'albergo", "ragazzo")]
    [InlineData(TextLanguage.Italian, "I ragazzi giocano nell'albergo", "alberghi")]
    public void Search_FindsOtherFormsOfAWord_InTheLanguageOfTheIndex(TextLanguage language, string text, string word)
    {
        Assert.Equal("w1", IdsIn(language, word, text, "xyz"));
        Assert.Equal("", IdsIn(TextLanguage.English, word, text, "xyz"));
    }

    [Theory]
    [InlineData("東京", "w1")]
    [InlineData("京都", "w2")]
    [InlineData("東", "w1")]
    [InlineData("猫", "w3")]
    [InlineData("ﾃﾚﾋﾞ", "w4")]
    [InlineData("고양이", "w5")]
    [InlineData("cats", "w6")]
    [InlineData("東京都内", "")]
    public void Search_FindsChineseJapaneseAndKoreanByPairs_AndEnglishBeside(string word, string expected) => Assert.Equal(
        expected, IdsIn(TextLanguage.Cjk, word, "東京の夜", "京都の寺", "黒い猫が走る", "テレビを見る", "고양이가 잔다", "A cat sleeps"));

    [Theory]
    [InlineData(TextLanguage.German, "die das und", "Das Auto und die Straße")]
    [InlineData(TextLanguage.French, "le la et", "Le chat et la souris")]
    public void Search_TakesStopWordsOfItsLanguageForNothing_BesideOthers(TextLanguage language, string stopWords, string text)
    {
        using var analyzer = new TimedTextAnalyzer(language);
        Assert.All(analyzer.Terms(TextFields.Text, stopWords), term => Assert.True(analyzer.IsStopWord(term.Term), term.Term));
        Assert.Contains(analyzer.Terms(TextFields.Text, text), term => !analyzer.IsStopWord(term.Term));
    }

    [Fact]
    public void MarkMatches_MarksAPairWhole_AndNotItsCharactersElsewhere()
    {
        IdsIn(TextLanguage.Cjk, "x", "x");
        using var reader = TextIndexReader.TryOpen(Folder)!;
        const string Text = "東の東京";

        Assert.Equal(["東京"], reader.MarkerOf(new TextQuery(["東京"], [])).Mark(Text).Matches.Select(span => Text.Substring(span.Start, span.Length)));
        Assert.Equal([0, 2], reader.MarkerOf(new TextQuery(["東"], [])).Mark(Text).Matches.Select(span => span.Start));
    }

    [Fact]
    public void TryOpen_BuildsAnew_WhenTheLanguageIsAnother_AndKeepsTheIndexOtherwise()
    {
        using (var writer = TextIndexWriter.TryOpen(Folder, CatalogId, new VerifiedFiles(), TextLanguage.German)!)
        {
            writer.Apply([new TextChange(1, "w1", Window(1, 1, 0, "Häuser"))], 1);
            writer.Commit();
        }

        using (var same = TextIndexWriter.TryOpen(Folder, CatalogId, new VerifiedFiles(), TextLanguage.German)!)
            Assert.Equal(1, same.AppliedChange);
        using (var reader = TextIndexReader.TryOpen(Folder)!)
            Assert.Equal(TextLanguage.German, reader.Language);
        using (var other = TextIndexWriter.TryOpen(Folder, CatalogId, new VerifiedFiles(), TextLanguage.French)!)
            Assert.Equal(0, other.AppliedChange);
        using (var reader = TextIndexReader.TryOpen(Folder)!)
            Assert.Equal(TextLanguage.French, reader.Language);
    }

    [Fact]
    public void Setting_IsReadBack_AndSaysWhatIsWrongWithIt()
    {
        Assert.Equal(TextLanguage.English, LanguageSetting.Read(_folder["nowhere"]));
        foreach (var language in Enum.GetValues<TextLanguage>())
        {
            LanguageSetting.Write(_folder.Path, language);
            Assert.Equal(language, LanguageSetting.Read(_folder.Path));
        }

        File.WriteAllText(_folder["language.txt"], "klingon");
        Assert.Contains("expected one of en, de", Assert.Throws<VideoIndexException>(() => LanguageSetting.Read(_folder.Path)).Message, StringComparison.Ordinal);
    }

    private string IdsIn(TextLanguage language, string word, params string[] texts)
    {
        using (var writer = TextIndexWriter.TryOpen(Folder, $"{language}", new VerifiedFiles(), language)!)
        {
            writer.Apply([.. TextIndexFixture.Windows(texts).Select((document, i) => new TextChange(i + 1, document.Id, document))], Math.Max(texts.Length, writer.AppliedChange));
            writer.Commit();
        }

        return Ids(Folder, [word]);
    }
}
