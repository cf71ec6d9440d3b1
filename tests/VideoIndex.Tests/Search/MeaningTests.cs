using VideoIndex.Core;
using VideoIndex.Search;

namespace VideoIndex.Tests.Search;

/// <summary>Words and meaning together, with an embedder that knows a few synonyms.</summary>
public sealed class MeaningTests : IDisposable
{
    private readonly SearchLibrary _library = new();

    public MeaningTests() => _library
        .Film("dogs.mp4", "a puppy sleeps", "people drink coffee", "a hound barks loudly")
        .Film("roads.mp4", "an automobile turns left", "rain falls outside", "a dog runs");

    public void Dispose() => _library.Dispose();

    [Fact]
    public void Find_FindsOtherWordsForTheSame_AndTheSameWordFirst()
    {
        var clips = _library.FindByMeaning("dog").Clips;

        Assert.Equal("a dog runs", clips[0].Caption);
        Assert.Contains(clips, clip => clip.Caption == "a puppy sleeps");
        Assert.DoesNotContain(clips, clip => clip.Caption == "people drink coffee");
        Assert.True(clips[0].Confidence > clips[1].Confidence);
    }

    [Fact]
    public void Find_SaysWhy()
    {
        var clips = _library.FindByMeaning("dog").Clips;

        Assert.StartsWith("same words: place 1", clips[0].Reasons[0], StringComparison.Ordinal);
        Assert.All(clips.Skip(1), clip => Assert.StartsWith("same meaning: place ", Assert.Single(clip.Reasons), StringComparison.Ordinal));
    }

    [Fact]
    public void Find_SaysThatNothingMatches_AndNamesTheClosest()
    {
        var result = _library.FindByMeaning("quantum chromodynamics", new SearchOptions { Closest = 2 });

        Assert.True(result.NoMatch);
        Assert.Equal(2, result.Closest.Count);
        Assert.NotEmpty(_library.FindByMeaning("quantum chromodynamics", new SearchOptions { LeastConfidence = 0 }).Clips);
    }

    [Fact]
    public void Find_AddsNothingToAPhrase_ByMeaning() =>
        Assert.Equal(["a dog runs"], _library.FindByMeaning("\"dog runs\"").Clips.Select(clip => clip.Caption));

    [Theory]
    [InlineData("puppy THEN bark WITHIN 30s", "dogs.mp4 00:00 - 00:30")]
    [InlineData("dog THEN bark WITHIN 30s", "dogs.mp4 00:00 - 00:30")]
    [InlineData("vehicle THEN hound WITHIN 30s", "roads.mp4 00:00 - 00:30")]
    [InlineData("dog NEAR:20s vehicle", "roads.mp4 00:00 - 00:30")]
    public void Find_FindsMomentsInOtherWords_BestFirst(string query, string expected)
    {
        var clip = _library.FindByMeaning(query, new SearchOptions { LeastConfidence = 0 }).Clips[0];

        Assert.Equal(expected, $"{Path.GetFileName(clip.Path)} {clip.Span}");
        Assert.NotNull(clip.Confidence);
        Assert.StartsWith("moment 1: same ", clip.Reasons[0], StringComparison.Ordinal);
        Assert.StartsWith("moment 2: same ", clip.Reasons[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Find_SaysThatNothingMatches_WhenAMomentIsMissing()
    {
        Assert.False(_library.FindByMeaning("puppy THEN bark WITHIN 30s").NoMatch);
        Assert.True(_library.FindByMeaning("puppy THEN quarks WITHIN 30s").NoMatch);
        Assert.True(_library.FindByMeaning("puppy THEN bark WITHIN 5s").NoMatch);
    }

    [Fact]
    public void Find_PutsTheMomentOfTheMediaThatIsAboutItFirst_AmongEqualOnes()
    {
        _library.Film("a.mp4", "rain falls", "snow melts", "a car stops").Film("b.mp4", "a vehicle race", "a car stops", "an automobile race");

        var clip = _library.FindByMeaning("vehicle stops").Clips[0];

        Assert.Equal(("/films/b.mp4", "a car stops"), (clip.Path, clip.Caption));
    }

    [Fact]
    public void FindLike_FindsWhatIsWrittenInOtherWords_ButNotThatPlaceItself()
    {
        _library.Film("yard.mp4", "a hound sleeps", "a gate opens");
        var puppy = _library.FindByMeaning("puppy").Clips[0];

        var clips = _library.FindLike(puppy.MediaId, puppy.Span.Start).Clips;

        Assert.DoesNotContain(clips, clip => clip.Caption == "a puppy sleeps");
        Assert.Equal("a hound sleeps", clips[0].Caption);
        Assert.Equal(ErrorCodes.NotFound, Assert.Throws<VideoIndexException>(() => _library.FindLike(puppy.MediaId, TimeSpan.FromHours(9))).Code);
    }
}
