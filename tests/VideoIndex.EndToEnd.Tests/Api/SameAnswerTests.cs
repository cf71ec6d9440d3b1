using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace VideoIndex.EndToEnd.Tests.Api;

/// <summary>The server and the command are two doors to one search.</summary>
public sealed class SameAnswerTests(ServedSamples samples)
{
    [Theory]
    [InlineData("goal celebration")]
    [InlineData("someone scores")]
    [InlineData("\"red card\" OR goal")]
    [InlineData("xylophone quarks")]
    [InlineData("a red circle in:football")]
    public async Task Server_AnswersAsTheCommandDoes(string query)
    {
        await samples.ReadyAsync();
        var command = await ProgramRunner.WithData(samples.Data).RunAsync("search", "--json", "--", query);
        AssertSame(command, await samples.JsonAsync("/api/search?q=" + Uri.EscapeDataString(query)));
    }

    [Fact]
    public async Task Similar_AnswersAsTheCommandDoes_WhateverTheMediaIsCalled()
    {
        await samples.ReadyAsync();
        var id = await samples.MediaAsync("football-match.mp4");
        var served = await samples.JsonAsync($"/api/similar?media={id}&at_ms=51500");
        var path = Path.Combine(TestFolders.SampleMedia, "football-match.mp4");

        Assert.NotEqual(0, served.GetProperty("clips").GetArrayLength());
        foreach (var media in (string[])[id.ToString(CultureInfo.InvariantCulture), "football-match", path])
            AssertSame(await ProgramRunner.WithData(samples.Data).RunAsync("similar", media + "@0:51.5", "--json"), served);
    }

    [Fact]
    public async Task Similar_FindsTheOtherCelebration()
    {
        await samples.ReadyAsync();
        var clip = (await samples.JsonAsync("/api/search?q=goal%20celebration&limit=1")).GetProperty("clips")[0];
        var (media, start) = (clip.GetProperty("media_id").GetInt64(), clip.GetProperty("start_ms").GetInt64());

        var like = (await samples.JsonAsync($"/api/similar?media={media}&at_ms={start + 1}")).GetProperty("clips");

        Assert.Contains("celebrat", like[0].GetProperty("caption").GetString(), StringComparison.OrdinalIgnoreCase);
        Assert.NotEqual((media, start), (like[0].GetProperty("media_id").GetInt64(), like[0].GetProperty("start_ms").GetInt64()));
    }

    private static void AssertSame(ProgramResult command, JsonElement served)
    {
        Assert.Equal("""["words","meaning"]""", served.GetProperty("lists").GetRawText());
        var (expected, actual) = (Untimed(command.Output), Untimed(JsonSerializer.Serialize(served)));
        Assert.True(JsonNode.DeepEquals(expected, actual), $"command: {expected}\nserver: {actual}");
    }

    private static JsonNode Untimed(string json)
    {
        var answer = JsonNode.Parse(json)!;
        answer.AsObject().Remove("took_ms");
        return answer;
    }
}
