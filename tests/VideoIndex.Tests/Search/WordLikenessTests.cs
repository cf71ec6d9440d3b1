using VideoIndex.Search;

namespace VideoIndex.Tests.Search;

/// <summary>How much of a query a text says, by words that are known to be alike or not.</summary>
public sealed class WordLikenessTests
{
    private static readonly Dictionary<string, float[]> Vectors = new()
    {
        ["lady"] = [1, 0, 0],
        ["woman"] = [0.8f, 0.6f, 0],
        ["guitar"] = [0, 0, 1],
        ["plays"] = [0, 1, 0],
    };

    [Fact]
    public void Of_CountsTheSameWordWhole_AndALikeWordInPart()
    {
        var likeness = New("woman guitar");

        Assert.Equal(1, likeness.Of("A guitar! The WOMAN plays it."), 0.001);
        Assert.Equal((1 + ((0.8 - 0.1) / 0.9)) / 2, likeness.Of("a lady with a guitar"), 0.001);
        Assert.Equal(0.5, likeness.Of("a guitar"), 0.001);
        Assert.Equal(0, likeness.Of(""), 0.001);
    }

    [Fact]
    public void Of_LetsARareWordCountMore()
    {
        var likeness = new WordLikeness("woman guitar", word => word == "guitar" ? 3 : 1, Vectors.GetValueOrDefault);

        Assert.Equal(0.75, likeness.Of("guitar"), 0.001);
        Assert.Equal(0.25, likeness.Of("woman"), 0.001);
    }

    [Fact]
    public void Of_GoesByTheWordAlone_WhereNothingIsKnownOfIt()
    {
        var likeness = New("zyzzyva lady");

        Assert.Equal(0.5, likeness.Of("the zyzzyva"), 0.001);
        Assert.Equal(0, likeness.Of("a qwertz"), 0.001);
    }

    [Fact]
    public void Of_IsNothing_WhenNoWordCounts() => Assert.Equal(0, new WordLikeness("the of", _ => 0, Vectors.GetValueOrDefault).Of("the of"));

    [Fact]
    public void Of_EndsInBoundedWork_OnAHostileText() => Assert.Equal(0, New("woman").Of(new string('x', 1_000_000) + string.Concat(Enumerable.Repeat(" y", 100_000))));

    [Theory]
    [InlineData("It's 3 o'clock, Ärger-Zug!", "it s 3 o clock ärger zug")]
    [InlineData("男が台所 door", "男 が 台 所 door")]
    [InlineData("  ,.; ", "")]
    public void TextWords_AreLettersAndDigits_InLowerCase(string text, string expected) =>
        Assert.Equal(expected, string.Join(' ', TextWords.Of(text, 100)));

    private static WordLikeness New(string query) => new(query, _ => 1, Vectors.GetValueOrDefault);
}
