using VideoIndex.Core;
using VideoIndex.Search;

namespace VideoIndex.Tests.Search;

public sealed class ClipFinderTests : IDisposable
{
    private readonly SearchLibrary _library = new();

    public void Dispose() => _library.Dispose();

    [Fact]
    public void Find_KeepsTheCelebrationApartFromTheGoalBeforeIt()
    {
        _library.Film("match.mp4",
            "Players pass the ball.",
            "A player in a red shirt kicks the ball into the goal.",
            "Players in red shirts celebrate a goal with raised arms as confetti falls.",
            "Fans wave flags.");

        Assert.Equal(["1 match.mp4 00:20 - 00:30", "2 match.mp4 00:10 - 00:20"], _library.Lines("goal celebration"));
    }

    [Fact]
    public void Find_JoinsNeighboursThatShowTheSame()
    {
        _library.Film("a.mp4", "a cat", "a brown dog runs", "a brown dog runs on", "the brown dog runs", "a cat", "a brown dog runs");

        Assert.Equal(["1 a.mp4 00:10 - 00:40", "2 a.mp4 00:50 - 01:00"], _library.Lines("brown dog"));
    }

    [Fact]
    public void Find_NeverJoinsAcrossMedia()
    {
        _library.Film("a.mp4", "a dog").Film("b.mp4", "a dog");

        Assert.Equal(["1 a.mp4 00:00 - 00:10", "2 b.mp4 00:00 - 00:10"], _library.Lines("dog", new SearchOptions { CollapsesAlike = false }));
    }

    [Fact]
    public void Find_TellsTheBestLineOfTheClip_AndWhereItComesFrom()
    {
        _library.Film("a.mp4", "People on a stage", "A person speaks").Cues("a.mp4", (12_000, 14_500, "The budget speech"));

        var clip = Assert.Single(_library.Find("budget").Clips);

        Assert.Equal(("The budget speech", "cue", "/films/a.mp4", 1), (clip.Caption, clip.Source, clip.Path, clip.Rank));
        Assert.Equal(TimeRange.FromMs(10_500, 14_500), clip.Span);
    }

    [Fact]
    public void Find_MakesOneClip_OfAWindowAndALineSpokenInIt()
    {
        _library.Film("a.mp4", "a dog on grass", "a cat").Cues("a.mp4", (2_000, 4_000, "Look, what a lovely dog!"));

        Assert.Equal(["1 a.mp4 00:00 - 00:10"], _library.Lines("dog"));
    }

    [Fact]
    public void Find_StartsALineAtTheVeryBeginningAtZero()
    {
        _library.Film("a.mp4", "a cat").Cues("a.mp4", (0, 1_000, "Dog!"));

        Assert.Equal(TimeRange.FromMs(0, 1_000), Assert.Single(_library.Find("dog").Clips).Span);
    }

    [Fact]
    public void Find_LeavesOutMissingFiles_AndStillFillsThePage()
    {
        _library.Film("gone.mp4", [.. Enumerable.Repeat("dog", 30)]).Film("here.mp4", "a small dog in the far distance");
        _library.Remove("gone.mp4");

        Assert.Equal(["1 here.mp4 00:00 - 00:10"], _library.Lines("dog", new SearchOptions { Limit = 2, Depth = 4 }));
    }

    [Fact]
    public void Find_CapsTheClipsOfOneMedia_AndSaysHowManyItLeftOut()
    {
        _library.Film("long.mp4", [.. Enumerable.Range(0, 40).Select(i => i % 2 == 0 ? "dog dog" : "cat")])
            .Film("short.mp4", "a small dog in the far distance");

        var result = _library.Find("dog", new SearchOptions { ClipsPerMedia = 3, CollapsesAlike = false });

        Assert.Equal([1L, 1, 1, 2], result.Clips.Select(clip => clip.MediaId));
        Assert.Equal([1, 2, 3, 4], result.Clips.Select(clip => clip.Rank));
        Assert.Equal(new ClipsLeftOut(1, "/films/long.mp4", 17), Assert.Single(result.LeftOut));
    }

    [Fact]
    public void Find_LooksPastAMediaThatFillsTheHits()
    {
        _library.Film("stuffed.mp4", [.. Enumerable.Repeat("dog dog dog", 60)])
            .Film("honest.mp4", "a small dog in the far distance");

        var options = new SearchOptions { ClipsPerMedia = 1, Limit = 5, Depth = 5 };

        Assert.Contains(_library.Find("dog", options).Clips, clip => clip.Path == "/films/honest.mp4");
    }

    [Fact]
    public void Find_ShowsEachClipOnce_WhenOneFileIsAskedFor_HoweverMany()
    {
        _library.Film("long.mp4", [.. Enumerable.Range(0, 40).Select(i => i % 2 == 0 ? $"dog number {i}" : "cat")]).Film("short.mp4", "a dog");

        Assert.Equal(20, _library.Find("dog in:long.mp4").Clips.Count);
        Assert.Equal(20, _library.Find("dog", new SearchOptions { In = "LONG" }).Clips.Count);
    }

    [Fact]
    public void Find_BeginsALongerPage_WithAllOfAShorterOne()
    {
        var random = new Random(20_261_125);
        string[] words = ["dog", "cat", "red", "runs", "park", "ball", "child", "night", "snow", "tree", "sings", "boat"];
        for (var film = 0; film < 60; film++)
            _library.Film($"{film:00}.mp4", [.. Enumerable.Range(0, 30).Select(_ => string.Join(' ', random.GetItems(words, random.Next(2, 9))))]);

        foreach (var query in new[] { "dog", "red dog runs", "child night park ball" })
        {
            var all = Page(_library, query, 1_000);
            Assert.InRange(all.Count, 100, 1_000);
            foreach (var limit in new[] { 1, 7, 20, 60 })
                Assert.Equal(all.Take(limit), Page(_library, query, limit));
        }

        static List<string> Page(SearchLibrary library, string query, int limit) =>
            [.. library.FindByMeaning(query, new SearchOptions { Limit = limit }).Clips.Select(clip => $"{clip.Rank} {clip.MediaId} {clip.Span} {clip.Score} {clip.Alike.Count}")];
    }

    [Fact]
    public void Find_ShowsOneOfAlikeClips_AndNamesTheOthers()
    {
        _library.Film("a.mp4", "A brown dog runs.").Film("b.mp4", "a brown dog runs").Film("c.mp4", "the cat", "runs, a brown dog").Film("d.mp4", "a black dog runs");

        var result = _library.Find("dog runs");

        Assert.Equal([1L, 4], result.Clips.Select(clip => clip.MediaId));
        Assert.Equal([new AlikeClip(2, "/films/b.mp4", TimeRange.FromMs(0, 10_000)), new AlikeClip(3, "/films/c.mp4", TimeRange.FromMs(10_000, 20_000))], result.Clips[0].Alike);
        Assert.Empty(result.Clips[1].Alike);
        Assert.Equal([1L, 2, 3, 4], _library.Find("dog runs", new SearchOptions { CollapsesAlike = false }).Clips.Select(clip => clip.MediaId).Order());
    }

    [Fact]
    public void Find_NamesTheFirstOfManyAlikeClips_AndCountsThemAll()
    {
        for (var film = 0; film < 80; film++)
            _library.Film($"{film:00}.mp4", "A brown dog runs.");

        var shown = Assert.Single(_library.Find("dog runs").Clips);

        Assert.Equal(79, shown.AlikeCount);
        Assert.Equal(Enumerable.Range(2, 50).Select(media => (long)media), shown.Alike.Select(other => other.MediaId));
    }

    [Fact]
    public void Find_FindsAMomentTwice_WhereItIsAskedForTwice()
    {
        _library.Film("once.mp4", "a dog", "a cat", "a bird").Film("twice.mp4", "a dog", "a cat", "a dog");

        var clip = Assert.Single(_library.Find("dog THEN cat THEN dog").Clips);

        Assert.Equal((2L, TimeRange.FromMs(0, 30_000)), (clip.MediaId, clip.Span));
    }

    [Fact]
    public void Find_KeepsWhatHappensTwiceInAFilm_ButNotWhatACameraSeesAllDay()
    {
        _library.Film("match.mp4", "a goal in red", "a pass", "a pass", "a goal in red").Film("camera.mp4", [.. Enumerable.Range(0, 40).Select(i => i % 2 == 0 ? "a fox at the bin" : "nothing")]);

        Assert.Equal(2, _library.Find("goal").Clips.Count);
        var foxes = _library.Find("fox").Clips;
        Assert.Equal([18, 0], foxes.Select(clip => clip.Alike.Count));
    }

    /// <summary>A hostile file says every word that others have, in each window anew, and each word again and again.</summary>
    [Fact]
    public void Find_IsNotTakenOver_ByAFileStuffedWithWords()
    {
        var random = new Random(20_261_125);
        string[] things = ["dog", "cat", "car", "player", "cook", "singer", "child", "horse"], does = ["runs", "sleeps", "turns", "jumps", "waits", "sings", "falls", "eats"];
        string[] places = ["park", "kitchen", "street", "stadium", "garden", "bridge", "beach", "office"];
        foreach (var (thing, i) in things.Select((thing, i) => (thing, i)))
            _library.Film($"{thing}.mp4", $"A {thing} {does[i]} in the {places[i]}.", $"The {places[i]} is empty.", $"Somebody looks for the {thing}.");
        string[] all = [.. things, .. does, .. places];
        _library.Film("hostile.mp4", [.. Enumerable.Range(0, 100).Select(_ => Stuffed(random))])
            .Cues("hostile.mp4", [.. Enumerable.Range(0, 100).Select(i => (i * 10_000, (i * 10_000) + 4_000, Stuffed(random)))]);

        for (var i = 0; i < things.Length; i++)
        {
            var query = $"{things[i]} {does[i]} {places[i]}";
            foreach (var found in new[] { _library.Find(query), _library.FindByMeaning(query) })
            {
                Assert.Equal($"/films/{things[i]}.mp4", found.Clips[0].Path);
                Assert.InRange(found.Clips.Count(clip => clip.Path == "/films/hostile.mp4"), 0, new SearchOptions().ClipsPerMedia);
            }
        }

        string Stuffed(Random order)
        {
            var words = Enumerable.Repeat(all, 3).SelectMany(each => each).ToArray();
            order.Shuffle(words);
            return string.Join(' ', words);
        }
    }

    [Fact]
    public void Find_SaysWhatWasSearchedAndWhatIsPending()
    {
        _library.Film("a.mp4", "a dog", null, null);

        var result = _library.Find("elephant");

        Assert.True(result.NoMatch);
        Assert.Equal(("elephant", 1, 2), (result.Query, result.WindowsSearched, result.WindowsPending));
    }

    [Theory]
    [InlineData("goal AND (")]
    [InlineData("a:b")]
    [InlineData("*")]
    [InlineData("\"")]
    [InlineData("\"\"")]
    [InlineData("NEAR/3 \\ ^2 {x}")]
    public void Find_AnswersOddSyntax(string query)
    {
        _library.Film("a.mp4", "a dog");

        Assert.True(_library.Find(query).NoMatch);
    }

    [Fact]
    public void Find_RefusesNonsenseOptions()
    {
        _library.Film("a.mp4", "a dog");

        var error = Assert.Throws<VideoIndexException>(() => _library.Find("dog", new SearchOptions { JoinShare = double.NaN }));

        Assert.Equal((ErrorCodes.BadOption, "JoinShare is `NaN`, expected 0 to 1"), (error.Code, error.Message));
    }
}
