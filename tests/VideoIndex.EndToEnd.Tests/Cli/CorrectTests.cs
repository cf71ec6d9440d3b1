using System.Text.Json;
using VideoIndex.EndToEnd.Tests.MainJob;

namespace VideoIndex.EndToEnd.Tests.Cli;

/// <summary><c>videoindex correct</c> on the sample films.</summary>
public sealed class CorrectTests(IndexedSamples samples) : IClassFixture<IndexedSamples>
{
    private static string Football => Path.Combine(TestFolders.SampleMedia, "football-match.mp4");

    [Fact]
    public async Task Correct_IsFoundAtOnce_Listed_AndTakenBack()
    {
        var done = await JsonAsync(0, "correct", $"{Football}@0:57", "a zebra", "takes\nthe ball", "--json");
        Assert.Equal((50_000, 60_000, "a zebra takes the ball"), (done.GetProperty("start_ms").GetInt64(), done.GetProperty("end_ms").GetInt64(), done.GetProperty("text").GetString()));
        Assert.Contains("celebrate", done.GetProperty("caption").GetString(), StringComparison.Ordinal);

        var found = (await samples.SearchAsync("zebra")).GetProperty("clips")[0];
        Assert.Equal((Football, 50_000, "correction"), (found.GetProperty("path").GetString(), found.GetProperty("start_ms").GetInt64(), found.GetProperty("source").GetString()));
        foreach (var which in new[] { Football, $"{Football}@0:10", null })
        {
            var all = await JsonAsync(0, [.. which is null ? ["correct"] : new[] { "correct", which }, "--list", "--json"]);
            Assert.Equal("a zebra takes the ball", Assert.Single(all.GetProperty("corrections").EnumerateArray()).GetProperty("text").GetString());
        }

        var undone = await JsonAsync(0, "correct", $"{Football}@50", "--undo", "--json");
        Assert.Equal(JsonValueKind.Null, undone.GetProperty("text").ValueKind);
        Assert.Contains("nothing was corrected", (await samples.Program.RunAsync("correct", $"{Football}@50", "--undo")).Error, StringComparison.Ordinal);
        Assert.DoesNotContain("zebra", (await samples.Program.RunAsync("search", "zebra ball", "--all")).Output, StringComparison.Ordinal);
        Assert.Equal(1, (await samples.Program.RunAsync("correct", "--list")).ExitCode);
    }

    [Theory]
    [InlineData("no indexed file has `README.md` in its path", "README.md@0:10", "x")]
    [InlineData("no indexed file has `no/such/film.mp4`", "no/such/film.mp4@0:10", "x")]
    [InlineData("is 1:40 long, found the time 9:00", "FOOTBALL@9:00", "x")]
    [InlineData("names no time", "FOOTBALL", "x")]
    [InlineData("names no time")]
    [InlineData("has 0 characters, expected 1 to", "FOOTBALL@0:10")]
    [InlineData("has 3000 characters, expected 1 to", "FOOTBALL@0:10", "LONG")]
    [InlineData("expected one", "FOOTBALL@0:10", "x", "--undo")]
    [InlineData("expected one", "FOOTBALL@0:10", "--list", "--undo")]
    public async Task Correct_SaysWhatIsWrong(string sentence, params string[] arguments)
    {
        var given = arguments.Select(each => each.Replace("FOOTBALL", Football, StringComparison.Ordinal).Replace("LONG", new string('x', 3000), StringComparison.Ordinal));
        var result = await samples.Program.RunAsync(["correct", .. given]);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(sentence, result.Error, StringComparison.Ordinal);
        Assert.Contains("hint: ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Correct_SaysThatNothingIsIndexed()
    {
        using var folder = TestFolders.NewTemporary();
        var result = await ProgramRunner.WithData(folder.Path).RunAsync("correct", $"{Football}@0:10", "x");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("nothing is indexed yet", result.Error, StringComparison.Ordinal);
    }

    private async Task<JsonElement> JsonAsync(int code, params string[] arguments)
    {
        var result = await samples.Program.RunAsync(arguments);
        Assert.True(result.ExitCode == code, result.ToString());
        return JsonDocument.Parse(result.Output).RootElement;
    }
}
