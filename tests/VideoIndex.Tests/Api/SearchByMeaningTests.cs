using System.Text.Json;
using VideoIndex.Core;
using VideoIndex.Tests.Search;

namespace VideoIndex.Tests.Api;

/// <summary>The server ranks as the command does: words and meaning, with what it is sure of.</summary>
public sealed class SearchByMeaningTests : IAsyncDisposable
{
    private RunningServer _server = new() { Embedder = () => new SynonymEmbedder() };

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Search_FindsTheMeaning_AndSaysHowSureItIs()
    {
        _server.Film("a.mp4", "A cat sleeps.", "A puppy runs.", "Rain falls.");
        _server.PublishVectors();
        await _server.StartAsync();
        var answer = await _server.JsonAsync("/api/search?q=hound%20runs");
        var clip = answer.GetProperty("clips")[0];
        Assert.Equal("A puppy runs.", clip.GetProperty("caption").GetString());
        Assert.InRange(clip.GetProperty("confidence").GetDouble(), 0.01, 1);
        Assert.Contains(clip.GetProperty("reasons").EnumerateArray(), reason => reason.GetString()!.Contains("meaning", StringComparison.Ordinal));
        Assert.True(clip.GetProperty("has_file").GetBoolean());
        Assert.Equal("""["words","meaning"]""", answer.GetProperty("lists").GetRawText());
        Assert.Equal("synonyms@1", answer.GetProperty("embedder").GetString());
        Assert.Empty(answer.GetProperty("notes").EnumerateArray());
    }

    [Fact]
    public async Task Nonsense_MatchesNothing_AndTheClosestAreNamed()
    {
        _server.Film("a.mp4", "A cat sleeps.", "A puppy runs.");
        _server.PublishVectors();
        await _server.StartAsync();
        var answer = await _server.JsonAsync("/api/search?q=xylophone");
        Assert.True(answer.GetProperty("no_match").GetBoolean());
        Assert.Empty(answer.GetProperty("clips").EnumerateArray());
        Assert.NotEmpty(answer.GetProperty("closest").EnumerateArray());
    }

    [Fact]
    public async Task LibraryIndexedMeanwhile_IsFollowed_AndQuestionsShareTheEmbedder()
    {
        _server.Film("a.mp4", "A cat sleeps.");
        _server.PublishVectors();
        await _server.StartAsync();
        var asking = new CancellationTokenSource();
        var others = Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            while (!asking.IsCancellationRequested)
                await _server.JsonAsync("/api/search?q=a%20cat%20sleeps");
        })).ToArray();
        for (var i = 0; i < 5; i++)
        {
            _server.Film($"b{i}.mp4", $"A puppy runs to door {i}.");
            _server.PublishVectors();
        }

        Assert.True(await EventuallyAsync(answer => answer.GetProperty("clips").GetArrayLength() == 5, "/api/search?q=hound%20runs"), "the new films are not found");
        await asking.CancelAsync();
        await Task.WhenAll(others);
    }

    [Fact]
    public async Task MissingVectors_AreMade_WhenNobodyElseIndexes()
    {
        _server = new RunningServer { Embedder = () => new SynonymEmbedder(), Clock = new HastyClock() };
        _server.Film("a.mp4", "A cat sleeps.", "A puppy runs.");
        await _server.StartAsync();
        var before = await _server.JsonAsync("/api/search?q=puppy");
        Assert.Equal("""["words"]""", before.GetProperty("lists").GetRawText());
        Assert.Contains("only words", before.GetProperty("notes")[0].GetString(), StringComparison.Ordinal);
        Assert.True(await EventuallyAsync(answer => answer.GetProperty("clips").GetArrayLength() == 1 && answer.GetProperty("lists").GetArrayLength() == 2, "/api/search?q=hound%20runs"), "no vectors were made");
    }

    [Fact]
    public async Task VectorsOfAnotherEmbedder_AreLeftAlone_AndSaid()
    {
        _server.Film("a.mp4", "A puppy runs.");
        _server.PublishVectors();
        var manifest = Path.Combine(_server.Data, "vectors", "manifest.json");
        var other = (await File.ReadAllTextAsync(manifest, TestContext.Current.CancellationToken)).Replace("synonyms@1", "other@2", StringComparison.Ordinal);
        await File.WriteAllTextAsync(manifest, other, TestContext.Current.CancellationToken);
        await _server.StartAsync();
        var answer = await _server.JsonAsync("/api/search?q=puppy");
        Assert.Single(answer.GetProperty("clips").EnumerateArray());
        Assert.Contains("`other@2`", answer.GetProperty("notes")[0].GetString(), StringComparison.Ordinal);
        await Task.Delay(TimeSpan.FromSeconds(1.2), TestContext.Current.CancellationToken); // one look of the follower
        Assert.Equal(other, await File.ReadAllTextAsync(manifest, TestContext.Current.CancellationToken));
        Assert.Single(_server.Log, line => line.Contains("other@2", StringComparison.Ordinal));
    }

    private async Task<bool> EventuallyAsync(Func<JsonElement, bool> holds, string address)
    {
        for (var tries = 0; tries < 200; tries++)
        {
            if (holds(await _server.JsonAsync(address)))
                return true;
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        return false;
    }
}
