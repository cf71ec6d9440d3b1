using System.Text.Json;
using VideoIndex.Vision;

namespace VideoIndex.EndToEnd.Tests.Cli;

/// <summary><c>videoindex ask</c> with the sample model on the sample films.</summary>
public sealed class AskTests
{
    private const string IsCelebration = "Does this clip show a goal celebration? Answer yes or no.";

    private static string Football => Path.Combine(TestFolders.SampleMedia, "football-match.mp4");

    [Theory]
    [InlineData("What happens?", "--start", "0:50", "--end", "1:00", "celebra")]
    [InlineData("What type of video is this and what is happening in it?", "--frames", "8", "--system", "", "This is a video of a football match.")]
    [InlineData("Describe what happens in this video in one sentence.", "--at", "0:41.7,0:45,0:48.3", "--end", "0:50", "into the goal")]
    public async Task Ask_AnswersAboutAFilmOrASpan(string question, string key1, string value1, string key2, string value2, string expected)
    {
        var result = await new ProgramRunner().RunAsync("ask", Football, question, key1, value1, key2, value2);
        Assert.True(result.ExitCode == 0 && result.Output.Contains(expected, StringComparison.Ordinal), result.ToString());
        Assert.Single(result.Output.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task Ask_GivesAllThatWasRead_AsJson()
    {
        var result = await new ProgramRunner().RunAsync("ask", Football, "What happens?", "--start", "50", "--end", "60", "--frames", "3", "--json");
        Assert.True(result.ExitCode == 0, result.ToString());
        using var json = JsonDocument.Parse(result.Output);
        var answer = json.RootElement;
        using var model = SmolVlm.Load(TestFolders.SampleModel, new VisionOptions { Device = "cpu" });
        Assert.Equal(answer.GetProperty("text").GetString(), model.Tokenizer.Decode(Ids(answer, "token_ids")).Trim());
        Assert.Contains("Frame from 00:01:", model.Tokenizer.Decode(Ids(answer, "prompt_token_ids")), StringComparison.Ordinal);
        Assert.Equal((model.Name, "cpu", "fp32", "end"),
            (answer.GetProperty("model").GetString(), answer.GetProperty("device").GetString(), answer.GetProperty("precision").GetString(), answer.GetProperty("stop").GetString()));
        Assert.True(answer.GetProperty("ms").GetInt64() > 0);
        Assert.False(answer.TryGetProperty("probabilities", out _));
    }

    [Theory]
    [InlineData("1:30", "1:40", "yes")]
    [InlineData("0:00", "0:10", "no")]
    public async Task Ask_ChoosesAmongAnswers_WithTheirProbabilities(string start, string end, string expected)
    {
        var result = await new ProgramRunner().RunAsync("ask", Football, IsCelebration, "--start", start, "--end", end, "--frames", "3", "--choices", "yes,no", "--json");
        Assert.True(result.ExitCode == 0, result.ToString());
        using var json = JsonDocument.Parse(result.Output);
        var probabilities = json.RootElement.GetProperty("probabilities");
        Assert.Equal(expected, json.RootElement.GetProperty("text").GetString());
        Assert.True(probabilities.GetProperty(expected).GetDouble() > 0.8, result.Output);
        Assert.Equal(1, probabilities.GetProperty("yes").GetDouble() + probabilities.GetProperty("no").GetDouble(), 1e-5);
    }

    [Fact]
    public async Task Ask_AnswersWithoutAFile_AndAboutStills()
    {
        var text = await new ProgramRunner().RunAsync("ask", "This is a video of a football match. What moments would make good highlights?", "--system", "");
        Assert.Contains("goal celebrations;", text.Output, StringComparison.Ordinal);
        var bus = Path.Combine(TestFolders.SampleModel, "golden", "bus.png");
        var still = await new ProgramRunner().RunAsync("ask", bus, "Can you describe this image?", "--no-split", "--system", "");
        Assert.Contains("red", still.Output, StringComparison.Ordinal);
        var two = await new ProgramRunner().RunAsync(
            "ask", "What are the differences between these two images?", "--image", bus, "--image", Path.Combine(TestFolders.SampleModel, "golden", "cat.png"), "--no-split", "--system", "", "--json");
        using var json = JsonDocument.Parse(two.Output);
        using var model = SmolVlm.Load(TestFolders.SampleModel, new VisionOptions { Device = "cpu" });
        Assert.Equal(2 * model.Config.Vision.TokensPerImage, Ids(json.RootElement, "prompt_token_ids").Count(id => id == model.Config.ImageToken));
    }

    [Fact]
    public async Task Ask_SaysTheSame_ForTheSameSeed()
    {
        string[] drawing = ["ask", Football, "What happens?", "--start", "0:40", "--end", "0:50", "--temperature", "1.5", "--top-p", "0.95", "--seed"];
        var first = await new ProgramRunner().RunAsync([.. drawing, "1"]);
        Assert.Equal(first.Output, (await new ProgramRunner().RunAsync([.. drawing, "1"])).Output);
        var others = new List<string>();
        for (var seed = 2; seed < 4; seed++)
            others.Add((await new ProgramRunner().RunAsync([.. drawing, $"{seed}"])).Output);
        Assert.Contains(others, other => other != first.Output);
    }

    [Theory]
    [InlineData("is not in `football-match.mp4`", "--start", "2:00")]
    [InlineData("is not in `football-match.mp4`", "--end", "5:00")]
    [InlineData("--start is `x`", "--start", "x")]
    [InlineData("temperature is `-1`", "--temperature", "-1")]
    [InlineData("--at names 3:00", "--at", "3:00")]
    [InlineData("are the same words", "--choices", "yes,Yes")]
    [InlineData("as a picture", "--image", "README.md")]
    [InlineData("the model takes", "--max-new-tokens", "100000")]
    public async Task Ask_SaysWhatIsWrong(string sentence, string key, string value)
    {
        var result = await new ProgramRunner().RunAsync("ask", Football, "What happens?", key, value);
        Assert.Equal(2, result.ExitCode);
        Assert.Empty(result.Output);
        Assert.Contains(sentence, result.Error, StringComparison.Ordinal);
    }

    private static List<int> Ids(JsonElement answer, string name) => [.. answer.GetProperty(name).EnumerateArray().Select(id => id.GetInt32())];
}
