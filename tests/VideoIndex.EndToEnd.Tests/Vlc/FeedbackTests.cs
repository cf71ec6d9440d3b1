using System.Runtime.Versioning;
using System.Text.Json;
using VideoIndex.EndToEnd.Tests.Api;

namespace VideoIndex.EndToEnd.Tests.Vlc;

/// <summary>A playlist of ours that real VLC opened, played, shortened and saved comes back with <c>videoindex feedback</c>.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class FeedbackTests(ServedSamples served) : IAsyncLifetime
{
    private const string Query = "kicks the ball";

    private readonly TemporaryFolder _folder = TestFolders.NewTemporary();

    private ProgramRunner Program => ProgramRunner.WithData(served.Data);

    public async ValueTask InitializeAsync()
    {
        await served.ReadyAsync();
        File.SetUnixFileMode(_folder.Path, (UnixFileMode)0b111_111_111);
    }

    public async ValueTask DisposeAsync()
    {
        await Program.RunAsync("feedback", "--forget", Query);
        _folder.Dispose();
    }

    [Theory]
    [InlineData("file")]
    [InlineData("live")]
    public async Task PlaylistSavedByVlc_TeachesItsSearch(string kind)
    {
        VlcPlayer.SkipUnlessInstalled();
        var before = await SearchAsync();
        Assert.True(before.Count >= 3, string.Join(' ', before));
        var saved = await VlcPlayer.SaveWithoutAsync(await PlaylistAsync(kind), 1, _folder.Path, TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(_folder["saved.xspf"], saved, TestContext.Current.CancellationToken);

        var learnt = await Program.RunAsync("feedback", _folder["saved.xspf"], "--json");
        Assert.True(learnt.ExitCode == 0, learnt.ToString());
        var told = JsonDocument.Parse(learnt.Output).RootElement;
        Assert.Equal([before[0], .. before[2..]], told.GetProperty("right").EnumerateArray().Select(Name));
        Assert.Equal([before[1]], told.GetProperty("wrong").EnumerateArray().Select(Name));
        Assert.Contains("1 wrong; its answer goes by that from now on", learnt.Error, StringComparison.Ordinal);

        var after = await Program.RunAsync("search", Query, "--json");
        Assert.Contains("1 clip that was judged wrong for this query is left out", after.Output, StringComparison.Ordinal);
        Assert.Contains("judged right for this query", after.Output, StringComparison.Ordinal);
        var now = await SearchAsync();
        Assert.Equal([before[0], .. before[2..]], now[..(before.Count - 1)]);
        Assert.DoesNotContain(before[1], now);
        Assert.Contains("judged wrong for this query is left out", await served.Http.GetStringAsync($"/api/search?q={Uri.EscapeDataString(Query)}", TestContext.Current.CancellationToken), StringComparison.Ordinal);

        Assert.Contains($"{before.Count} clips", (await Program.RunAsync("feedback", "--forget", Query.ToUpperInvariant())).Error, StringComparison.Ordinal);
        Assert.Equal(before, await SearchAsync());
    }

    [Fact]
    public async Task PlaylistReorderedInVlc_ComesInThatOrderFromThenOn()
    {
        VlcPlayer.SkipUnlessInstalled();
        var before = await SearchAsync();
        Assert.True(before.Count >= 3, string.Join(' ', before));
        List<string> wished = [.. before[1..], before[0]];
        var saved = await VlcPlayer.SaveMovedAsync(await PlaylistAsync("file"), 0, before.Count - 1, _folder.Path, TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(_folder["saved.xspf"], saved, TestContext.Current.CancellationToken);

        var learnt = await Program.RunAsync("feedback", _folder["saved.xspf"], "--json");
        Assert.True(learnt.ExitCode == 0, learnt.ToString());
        Assert.Equal(wished, JsonDocument.Parse(learnt.Output).RootElement.GetProperty("right").EnumerateArray().Select(Name));
        Assert.Equal(wished, await SearchAsync());
    }

    [Theory]
    [InlineData("<playlist xmlns=\"http://xspf.org/ns/0/\"><trackList/></playlist>", "comes from a search")]
    [InlineData("not xml", "is no XSPF playlist")]
    public async Task Feedback_SaysWhatIsWrong(string content, string sentence)
    {
        await File.WriteAllTextAsync(_folder["bad.xspf"], content, TestContext.Current.CancellationToken);
        await AssertRefusedAsync(sentence, _folder["bad.xspf"]);
        await AssertRefusedAsync("Could not find", _folder["none.xspf"]);
        await AssertRefusedAsync("expected one of", _folder["bad.xspf"], "--forget", "x");
        await AssertRefusedAsync("expected one of");
    }

    [Fact]
    public async Task PlaylistOfAnotherCatalog_IsRefused()
    {
        var playlist = await File.ReadAllTextAsync(await PlaylistAsync("live"), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(_folder["other.xspf"], playlist.Replace("videoindex=1/", "videoindex=1/0", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        await AssertRefusedAsync("was made from another catalog", _folder["other.xspf"]);
    }

    private async Task AssertRefusedAsync(string sentence, params string[] arguments)
    {
        var result = await Program.RunAsync(["feedback", .. arguments]);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(sentence, result.Error, StringComparison.Ordinal);
    }

    private async Task<string> PlaylistAsync(string kind)
    {
        var path = _folder["clips.xspf"];
        if (kind == "live")
            await File.WriteAllTextAsync(path, await served.Http.GetStringAsync($"/live/{Uri.EscapeDataString(Query)}.xspf", TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
        else
            Assert.Equal(0, (await Program.RunAsync("search", Query, "-o", path)).ExitCode);
        return path;
    }

    /// <summary>As a playlist has them: clips that look alike are not shown as one there.</summary>
    private async Task<List<string>> SearchAsync()
    {
        var result = await Program.RunAsync("search", Query, "--json", "-o", _folder["clips.csv"]);
        Assert.True(result.ExitCode is 0, result.ToString());
        return [.. JsonDocument.Parse(result.Output).RootElement.GetProperty("clips").EnumerateArray().Select(Name)];
    }

    private static string Name(JsonElement clip) => $"{Path.GetFileName(clip.GetProperty("path").GetString())} {clip.GetProperty("start_ms").GetInt64()}";
}
