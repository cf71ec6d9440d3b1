using VideoIndex.Core;
using VideoIndex.Search;

namespace VideoIndex.Tests.Search;

/// <summary>
/// The language of queries on a catalog and an index, as the program puts them together. How long the worst of them take is measured in
/// tests/VideoIndex.Benchmarks.
/// </summary>
public sealed class QueryLanguageTests : IDisposable
{
    private readonly SearchLibrary _library = new();

    public QueryLanguageTests() => _library
        .Film("football/final.mkv",
            "A corner kick.", "Players wait.", "A player kicks the ball into the goal.", "Players celebrate a goal.", "Fans wave flags.", "A corner kick.")
        .Cues("football/final.mkv", (31_000, 34_000, "What a goal for the reds!"), (41_000, 44_000, "The fans sing."))
        .Film("football/training.mp4", "A goal without a keeper.", "A dog on the grass.", "A corner of the field.")
        .Film("garden.mp4", "A dog chases a ball.", "A brown cat.");

    public void Dispose() => _library.Dispose();

    [Theory]
    [InlineData("goal in:football -in:training", "final.mkv 00:20 - 00:40")]
    [InlineData("goal ext:mp4", "training.mp4 00:00 - 00:10")]
    [InlineData("dog -ball", "training.mp4 00:10 - 00:20")]
    [InlineData("cat OR grass", "garden.mp4 00:10 - 00:20|training.mp4 00:10 - 00:20")]
    [InlineData("celebr*", "final.mkv 00:30 - 00:40")]
    [InlineData("speech:goal", "final.mkv 00:30 - 00:34")]
    [InlineData("seen:\"a goal\" in:final", "final.mkv 00:30 - 00:40")]
    [InlineData("speech:goal seen:celebrate", "final.mkv 00:30 - 00:40")]
    [InlineData("speech:sing seen:celebrate", "")]
    [InlineData("corner THEN goal WITHIN 30s", "final.mkv 00:00 - 00:40")]
    [InlineData("corner THEN goal WITHIN 9s", "")]
    [InlineData("goal THEN corner WITHIN 20s", "final.mkv 00:30 - 01:00|training.mp4 00:00 - 00:30")]
    [InlineData("flags NEAR:10s corner", "final.mkv 00:40 - 01:00")]
    [InlineData("corner THEN goal THEN fans WITHIN 20s in:final", "final.mkv 00:00 - 00:44")]
    [InlineData("longer:30s dog", "training.mp4 00:10 - 00:20")]
    [InlineData("shorter:20s", "garden.mp4 00:00 - 00:20")]
    [InlineData("after:2020 dog", "")]
    [InlineData("model:fake cat", "garden.mp4 00:10 - 00:20")]
    [InlineData("offline:yes cat", "")]
    [InlineData("\"*\" in:garden", "")]
    public void Find_AnswersWhatIsAsked(string query, string expected)
    {
        var clips = _library.Find(query).Clips.Select(clip => $"{Path.GetFileName(clip.Path)} {clip.Span}").Order(StringComparer.Ordinal);

        Assert.Equal(expected, string.Join('|', clips));
    }

    [Fact]
    public void Find_SaysWhatItTookAsWords()
    {
        var result = _library.Find("goal THEN");

        Assert.False(result.NoMatch);
        Assert.Contains("`THEN` is taken as a word", Assert.Single(result.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void Find_MarksTheWordsOfEveryMoment()
    {
        var clip = _library.Find("corner THEN celebr* WITHIN 40s").Clips[0];

        Assert.Equal("A corner kick. → Players celebrate a goal.", clip.Caption);
        Assert.Equal(["corner", "celebrate"], clip.Matches.Select(span => clip.Caption.Substring(span.Start, span.Length)));
    }

    [Fact]
    public void Find_LeavesOutMissingFiles_AlsoWithFiltersAndMoments()
    {
        _library.Remove("football/final.mkv");

        Assert.Equal(["1 training.mp4 00:00 - 00:10"], _library.Lines("goal in:football"));
        Assert.Equal(["1 training.mp4 00:00 - 00:30"], _library.Lines("goal THEN corner WITHIN 20s"));
    }

    [Fact]
    public void Find_Answers_OrSaysBadQuery_WhateverIsTyped()
    {
        const int Seed = 20_240_517;
        var random = new Random(Seed);
        var queries = Enumerable.Range(0, 5_500).Select(_ => HostileQueries.Next(random))
            .Where(query => query.Length <= QueryParser.MaxLength && !string.IsNullOrWhiteSpace(query)).ToList();

        var results = _library.FindAll(queries);

        Assert.True(results.Length >= 5_000);
        Assert.All(results, result => Assert.All(result.Clips, clip => Assert.True(double.IsFinite(clip.Score) && clip.Span.Length > TimeSpan.Zero)));
        foreach (var tooLong in (string[])[new string('a', 100_000), string.Concat(Enumerable.Repeat("*a* ", 25_000)), string.Join(" OR ", Enumerable.Range(0, 10_000))])
            Assert.Equal(ErrorCodes.BadQuery, Assert.Throws<VideoIndexException>(() => _library.Find(tooLong)).Code);
    }
}
