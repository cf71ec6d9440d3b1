using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace VideoIndex.EndToEnd.Tests.Api;

/// <summary>Pictures and films as a browser gets them, judged by ffprobe.</summary>
public sealed class WatchTests(ServedSamples served) : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = TestFolders.NewTemporary();

    public async ValueTask InitializeAsync() => await served.ReadyAsync();

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task PlayableFile_IsSentAsItIs_AnyRangeOfIt()
    {
        var id = await served.MediaAsync("football-match.mp4");
        var whole = await File.ReadAllBytesAsync(Path.Combine(TestFolders.SampleMedia, "football-match.mp4"), TestContext.Current.CancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/media/{id}/stream") { Headers = { Range = new RangeHeaderValue(1_000, 1_999) } };
        using var part = await served.Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.PartialContent, part.StatusCode);
        Assert.Equal("video/mp4", part.Content.Headers.ContentType!.MediaType);
        Assert.Equal(whole[1_000..2_000], await part.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        Assert.Equal(whole, await served.Http.GetByteArrayAsync($"/api/media/{id}/file", TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("city-day.mkv", 0)]
    [InlineData("city-day.mkv", 20_500)]
    [InlineData("seaside.webm", 7_000)]
    public async Task WhatBrowsersCannotPlay_ComesAsH264_FromTheMomentAskedFor(string file, int startMs)
    {
        var id = await served.MediaAsync(file);
        var length = (await served.JsonAsync($"/api/media/{id}")).GetProperty("duration_ms").GetInt32();
        var film = await ProbeAsync($"/api/media/{id}/stream?start_ms={startMs}");
        Assert.Equal("h264", film.Codec);
        Assert.InRange(film.Seconds, (length - startMs) / 1000.0 - 0.5, (length - startMs) / 1000.0 + 0.5);
    }

    [Theory]
    [InlineData(10_000, 14_000)]
    [InlineData(12_340, 15_000)]
    public async Task Clip_HasTheLengthAskedFor(int startMs, int endMs)
    {
        var id = await served.MediaAsync("football-match.mp4");
        var clip = await ProbeAsync($"/api/media/{id}/clip.mp4?start_ms={startMs}&end_ms={endMs}");
        Assert.Equal("h264", clip.Codec);
        Assert.InRange(clip.Seconds, (endMs - startMs) / 1000.0 - 0.3, (endMs - startMs) / 1000.0 + 0.3);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?at_ms=55000&width=200")]
    [InlineData("?at_ms=100000&width=1")]
    public async Task Thumbnail_IsAJpeg_KeptByTheBrowser(string query)
    {
        var id = await served.MediaAsync("football-match.mp4");
        using var answer = await served.Http.GetAsync($"/api/media/{id}/thumbnail{query}", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("image/jpeg", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal([0xFF, 0xD8, 0xFF], (await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken))[..3]);
        using var again = new HttpRequestMessage(HttpMethod.Get, $"/api/media/{id}/thumbnail{query}") { Headers = { IfNoneMatch = { answer.Headers.ETag! } } };
        using var second = await served.Http.SendAsync(again, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }

    [Fact]
    public async Task ViewerWhoLeaves_LeavesNoFfmpegBehind()
    {
        var id = await served.MediaAsync("city-day.mkv");
        for (var i = 0; i < 6; i++) // more than may watch at one time
        {
            using var answer = await served.Http.GetAsync($"/api/media/{id}/stream", HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            await using var film = await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
            Assert.True(await film.ReadAsync(new byte[100], TestContext.Current.CancellationToken) > 0);
        }

        var running = "";
        for (var tries = 0; tries < 100 && !running.EndsWith(" 0", StringComparison.Ordinal); tries++)
        {
            await Task.Delay(100, TestContext.Current.CancellationToken);
            running = await ToolsRunningAsync();
        }

        Assert.EndsWith(" 0", running, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("football-match.mp4", "file")]
    [InlineData("football-match.mp4", "stream")]
    [InlineData("football-match.mp4", "thumbnail?at_ms=5000")]
    [InlineData("football-match.mp4", "clip.mp4?start_ms=10000&end_ms=12000")]
    [InlineData("city-day.mkv", "file")]
    public async Task Head_TellsLengthTypeAndTag_AndSendsNothing(string file, string what)
    {
        var address = $"/api/media/{await served.MediaAsync(file)}/{what}";
        using var asked = new HttpRequestMessage(HttpMethod.Head, address);
        using var head = await served.Http.SendAsync(asked, TestContext.Current.CancellationToken);
        using var whole = await served.Http.GetAsync(address, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, head.StatusCode);
        Assert.True(head.Content.Headers.ContentLength > 1_000);
        Assert.Equal(whole.Content.Headers.ContentLength, head.Content.Headers.ContentLength);
        Assert.Equal(whole.Content.Headers.ContentType, head.Content.Headers.ContentType);
        Assert.Equal(whole.Headers.ETag, head.Headers.ETag);
        Assert.Equal(whole.Headers.AcceptRanges, head.Headers.AcceptRanges);
        Assert.Empty(await head.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Head_OfWhatWouldBeConverted_StartsNoFfmpeg()
    {
        var id = await served.MediaAsync("city-day.mkv");
        for (var i = 0; i < 6; i++) // more than may watch at one time: a conversion would wait for its turn
        {
            using var asked = new HttpRequestMessage(HttpMethod.Head, $"/api/media/{id}/stream");
            using var head = await served.Http.SendAsync(asked, TestContext.Current.CancellationToken);
            Assert.Equal((HttpStatusCode.OK, "video/mp4", null), (head.StatusCode, head.Content.Headers.ContentType!.MediaType, head.Content.Headers.ContentLength));
        }

        Assert.EndsWith(" 0", await ToolsRunningAsync(), StringComparison.Ordinal);
    }

    private async Task<string> ToolsRunningAsync()
    {
        var metrics = await served.Http.GetStringAsync("/metrics", TestContext.Current.CancellationToken);
        return metrics.Split('\n').Last(line => line.StartsWith("videoindex_tools_running", StringComparison.Ordinal)).Trim();
    }

    private async Task<(string Codec, double Seconds)> ProbeAsync(string address)
    {
        var path = _folder["answer.mp4"];
        await File.WriteAllBytesAsync(path, await served.Http.GetByteArrayAsync(address, TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);
        var probe = new ProgramRunner { Command = ["ffprobe", "-v", "error", "-of", "json", "-select_streams", "v"] };
        var answer = await probe.RunAsync("-show_entries", "stream=codec_name:packet=pts_time", path);
        Assert.True(answer.ExitCode == 0, answer.ToString());
        var film = JsonDocument.Parse(answer.Output).RootElement;
        var times = film.GetProperty("packets").EnumerateArray()
            .Select(packet => double.Parse(packet.GetProperty("pts_time").GetString()!, CultureInfo.InvariantCulture)).ToList();
        return (film.GetProperty("streams")[0].GetProperty("codec_name").GetString()!, times.Max() - times.Min());
    }
}
