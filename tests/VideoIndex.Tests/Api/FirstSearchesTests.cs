using VideoIndex.Api;
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
    public async Task Embedder_IsLoaded_BeforeAnybodyAsks()
    {
        var loaded = new TaskCompletionSource();
        await using var server = new RunningServer
        {
            Embedder = () =>
            {
                loaded.TrySetResult();
                return new SynonymEmbedder();
            },
        };
        server.Film("a.mp4", "A dog runs.");
        await server.StartAsync();
        await loaded.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
    }
}
