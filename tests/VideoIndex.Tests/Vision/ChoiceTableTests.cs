using VideoIndex.Core;
using VideoIndex.Vision;

namespace VideoIndex.Tests.Vision;

public sealed class ChoiceTableTests
{
    [Fact]
    public void Sequences_HoldBothSpellingsOfEachChoice()
    {
        var table = new ChoiceTable(["yes", "No"], Encode);
        Assert.Equal([Encode(" yes"), Encode(" Yes"), Encode(" No")], table.Sequences);
    }

    [Fact]
    public void ToAnswer_SumsSpellings_AndSharesOutWhatTheChoicesHaveTogether()
    {
        var answer = new ChoiceTable(["yes", "no"], Encode).ToAnswer([Math.Log(0.1), Math.Log(0.5), Math.Log(0.15), Math.Log(0.05)]);
        Assert.Equal(["yes", "no"], answer.Choices.Select(c => c.Choice));
        Assert.Equal(0.75, answer.Choices[0].Probability, 1e-12);
        Assert.Equal(0.25, answer.Choices[1].Probability, 1e-12);
        Assert.Equal(0.8, answer.Covered, 1e-12);
        Assert.Equal("yes", answer.Best.Choice);
    }

    [Fact]
    public void ToAnswer_TakesLongerChoicesOutOfTheirBeginnings()
    {
        // " A", " A b", " A b c": each begins the next.
        var answer = new ChoiceTable(["A", "A b", "A b c"], Encode).ToAnswer([Math.Log(0.8), Math.Log(0.5), Math.Log(0.2)]);
        Assert.Equal(0.3 / 0.8, answer.Choices[0].Probability, 1e-12);
        Assert.Equal(0.3 / 0.8, answer.Choices[1].Probability, 1e-12);
        Assert.Equal(0.2 / 0.8, answer.Choices[2].Probability, 1e-12);
    }

    [Fact]
    public void ToAnswer_StillCompares_WhatIsTooUnlikelyForANumber()
    {
        var answer = new ChoiceTable(["A", "B"], Encode).ToAnswer([-2000, -2000 + Math.Log(3)]);
        Assert.Equal(0.75, answer.Choices[1].Probability, 1e-9);
        Assert.Equal(0, answer.Covered);
    }

    [Theory]
    [InlineData("yes")]
    [InlineData("yes", " ")]
    [InlineData("yes", "no", "Yes")]
    public void ChoiceTable_Refuses_WhatIsNoChoice(params string[] choices) =>
        Assert.Equal(ErrorCodes.BadOption, Assert.Throws<VideoIndexException>(() => new ChoiceTable(choices, Encode)).Code);

    private static IReadOnlyList<int> Encode(string text) => [.. text.Select(c => (int)c)];
}
