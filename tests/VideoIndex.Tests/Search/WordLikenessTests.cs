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
    public void Coverage_CountsTheSameWordWhole_AndALikeWordInPart()
    {
        var likeness = New("woman guitar");

        Assert.Equal(1, Alone(likeness, "A guitar! The WOMAN plays it."), 0.001);
        Assert.Equal((1 + Math.Pow((0.8 - 0.1) / 0.9, 0.75)) / 2, Alone(likeness, "a lady with a guitar"), 0.001);
        Assert.Equal(0.5, Alone(likeness, "a guitar"), 0.001);
        Assert.Equal(0, Alone(likeness, ""), 0.001);
    }

    [Fact]
    public void Coverage_LetsARareWordCountMore()
    {
        var likeness = new WordLikeness("woman guitar", word => word == "guitar" ? 3 : 1, StemOf, Vectors.GetValueOrDefault);

        Assert.Equal(0.75, Alone(likeness, "guitar"), 0.001);
        Assert.Equal(0.25, Alone(likeness, "woman"), 0.001);
    }

    [Fact]
    public void Coverage_GoesByTheWordAlone_WhereNothingIsKnownOfIt()
    {
        var likeness = New("zyzzyva lady");

        Assert.Equal(0.5, Alone(likeness, "the zyzzyva"), 0.001);
        Assert.Equal(0, Alone(likeness, "a qwertz"), 0.001);
    }

    [Fact]
    public void Coverage_CountsAnotherFormOfAWordNearlyAsTheSame()
    {
        Assert.Equal(0.85, Alone(New("dog"), "two DOGS"), 0.001);
        Assert.Equal(0, Alone(New("dog"), "two doges"), 0.001);
    }

    [Fact]
    public void Coverage_CountsWhatIsSaidElsewhere_ButWhatATextSaysItselfMore()
    {
        var likeness = New("phoebe guitar");
        var (named, plays) = (likeness.SaidBy("Phoebe sits down"), likeness.SaidBy("somebody has a guitar"));
        var both = likeness.Nothing();
        WordLikeness.KeepLargest(both, named);
        WordLikeness.KeepLargest(both, plays);

        Assert.Equal((0.85 + 1) / 2, likeness.Coverage(plays, both), 0.001);
        Assert.Equal(1, likeness.Coverage(both, both), 0.001);
        Assert.Equal(0.5, likeness.Coverage(plays, likeness.Nothing()), 0.001);
    }

    [Fact]
    public void Coverage_IsNothing_WhenNoWordCounts() => Assert.Equal(0, Alone(new WordLikeness("the of", _ => 0, StemOf, Vectors.GetValueOrDefault), "the of"));

    [Fact]
    public void SaidBy_EndsInBoundedWork_OnAHostileText() =>
        Assert.Equal([0], New("woman").SaidBy(new string('x', 1_000_000) + string.Concat(Enumerable.Repeat(" y", 100_000))));

    [Theory]
    [InlineData("It's 3 o'clock, Ärger-Zug!", "it s 3 o clock ärger zug")]
    [InlineData("男が台所 door", "男 が 台 所 door")]
    [InlineData("  ,.; ", "")]
    public void TextWords_AreLettersAndDigits_InLowerCase(string text, string expected) =>
        Assert.Equal(expected, string.Join(' ', TextWords.Of(text, 100)));

    private static double Alone(WordLikeness likeness, string text) => likeness.Coverage(likeness.SaidBy(text), likeness.Nothing());

    private static WordLikeness New(string query) => new(query, _ => 1, StemOf, Vectors.GetValueOrDefault);

    private static string StemOf(string word) => word.TrimEnd('s');
}
