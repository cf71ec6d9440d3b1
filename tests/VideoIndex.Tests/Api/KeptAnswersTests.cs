using VideoIndex.Api;
using VideoIndex.Core;
using VideoIndex.Search;

namespace VideoIndex.Tests.Api;

public sealed class KeptAnswersTests
{
    private static readonly SearchedState Now = new(1, 1, 1);

    private readonly KeptAnswers _kept = new();
    private int _found;

    [Fact]
    public void Get_LooksOnce_WhileNothingChanges()
    {
        Assert.Same(Ask(Now, "dog"), Ask(Now, "dog"));
        Assert.Equal(1, _found);
    }

    [Theory]
    [InlineData(2, 1, 1)]
    [InlineData(1, 2, 1)]
    [InlineData(1, 1, 2)]
    public void Get_LooksAgain_WhenAnythingHasChanged(long catalog, long text, long vectors)
    {
        var before = Ask(Now, "dog");
        Assert.NotSame(before, Ask(new SearchedState(catalog, text, vectors), "dog"));
        Assert.Equal(2, _found);
    }

    [Fact]
    public void Get_TellsQuestionsApart_ByEveryOption()
    {
        List<Question> questions =
        [
            new("dog", 0, default, new SearchOptions()), new("Dog", 0, default, new SearchOptions()), new("dog", 0, default, new SearchOptions { Limit = 40 }),
            new("dog", 0, default, new SearchOptions { CollapsesAlike = false }), new("dog", 0, default, new SearchOptions { In = "a" }),
            new("dog", 0, default, new SearchOptions { ClipsPerMedia = 9 }), new("dog", 0, default, new SearchOptions { LeastConfidence = 0 }),
            new(null, 1, default, new SearchOptions()), new(null, 2, default, new SearchOptions()), new(null, 1, TimeSpan.FromSeconds(1), new SearchOptions()),
        ];
        foreach (var question in questions.Concat(questions))
            _kept.Get(Now, question, () => Answer(""));
        Assert.Equal(questions.Count, _found);
    }

    /// <summary>Such an answer is that of a moment between two states, and belongs to the later one at most.</summary>
    [Fact]
    public void AnswerFoundWhileTheLibraryChanged_IsNotGivenAfterwards()
    {
        var later = Now with { Catalog = 2 };
        _kept.Get(Now, new Question("dog", 0, default, new SearchOptions()), () =>
        {
            Ask(later, "cat"); // somebody else asks in the new state first
            return Answer("half old");
        });
        Assert.Equal("", Ask(later, "dog").Result.Query);
    }

    [Fact]
    public void AnswerThatFails_IsNotKept()
    {
        Assert.Throws<IOException>(() => _kept.Get(Now, new Question("dog", 0, default, new SearchOptions()), () => throw new IOException("damaged")));
        Ask(Now, "dog");
        Assert.Equal(1, _found);
    }

    [Fact]
    public void Memory_StaysBounded_HoweverManyAreAsked()
    {
        var caption = new string('x', 100_000);
        var held = new List<WeakReference>();
        for (var i = 0; i < 2 * KeptAnswers.MostBytes / (2 * caption.Length); i++)
            held.Add(AskLong($"{i}", caption));
        GC.Collect();
        Assert.True(held.Count(each => each.IsAlive) <= KeptAnswers.MostBytes / (2 * caption.Length) + 1, "more is held than is allowed");
        Assert.Contains(held, each => each.IsAlive);
        GC.KeepAlive(_kept);
    }

    private WeakReference AskLong(string query, string caption) => new(_kept.Get(Now, new Question(query, 0, default, new SearchOptions()), () =>
    {
        var clip = new Clip(1, 1, "a.mp4", TimeRange.FromMs(0, 1), 1, string.Concat(caption, query), "caption");
        return new FoundClips(new SearchResult("", [clip], 0, 0), [], null);
    }));

    private FoundClips Ask(SearchedState state, string query) => _kept.Get(state, new Question(query, 0, default, new SearchOptions()), () => Answer(""));

    private FoundClips Answer(string said)
    {
        _found++;
        return new FoundClips(new SearchResult(said, [], 0, 0), ["words"], null);
    }
}
