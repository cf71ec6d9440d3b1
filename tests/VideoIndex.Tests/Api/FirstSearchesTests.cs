using VideoIndex.Api;
using VideoIndex.Core;
using VideoIndex.Search;
using VideoIndex.Tests.Search;

namespace VideoIndex.Tests.Api;

/// <summary>What a server does before its first visitor, so that the visitor need not wait for it.</summary>
public sealed class FirstSearchesTests
{
    [Fact]
    public void Queries_AreEachAnother_SoThatNoneIsAnsweredFromBefore()
    {
        var queries = FirstSearches.Queries.ToList();
        Assert.True(queries.Count > 30);
        Assert.Equal(queries.Count, queries.Distinct().Count());
        Assert.All(queries, query => QueryParser.Parse(query));
    }

    [Fact]
    public async Task Embedder_HasReadAQuestion_BeforeAnybodyAsks()
    {
        var asked = new TaskCompletionSource();
        await using var server = new RunningServer { Embedder = () => new WatchedEmbedder(asked) };
        server.Film("a.mp4", "A dog runs.");
        server.PublishVectors();
        await server.StartAsync();
        await asked.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData(false, 200)]
    [InlineData(true, 401)]
    public async Task Page_IsOpened_AsFarAsAVisitorWithoutATokenGets(bool needsToken, int status)
    {
        await using var server = new RunningServer();
        server.Film("a.mp4", "A dog runs.");
        if (needsToken)
            server.Tokens.Create("phone", Scope.Search);
        await server.StartAsync(options => options with { RequireToken = needsToken });
        var statuses = await FirstVisit.MakeAsync(server.Pipeline(), server.Services, TestContext.Current.CancellationToken);
        Assert.Equal(FirstVisit.Asked.Length, statuses.Count);
        Assert.All(statuses, each => Assert.Equal(status, each));
    }

    /// <summary>Tells when it reads a word that the first searches have and the library has not.</summary>
    private sealed class WatchedEmbedder(TaskCompletionSource asked) : ITextEmbedder
    {
        private readonly SynonymEmbedder _embedder = new();

        public string Identity => _embedder.Identity;

        public int Dimensions => _embedder.Dimensions;

        public IReadOnlyList<float[]> Embed(IReadOnlyList<string> texts, CancellationToken cancel)
        {
            if (texts.Any(text => text.Contains("woman", StringComparison.Ordinal)))
                asked.TrySetResult();
            return _embedder.Embed(texts, cancel);
        }

        public float[]? WordVector(string word) => _embedder.WordVector(word);

        public void Dispose() => _embedder.Dispose();
    }
}
