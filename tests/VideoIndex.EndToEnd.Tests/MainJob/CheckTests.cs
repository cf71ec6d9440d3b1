using System.Text.Json;
using VideoIndex.Catalog;
using VideoIndex.Cli;
using VideoIndex.Cli.Check;
using VideoIndex.Search;
using VideoIndex.Vision;

namespace VideoIndex.EndToEnd.Tests.MainJob;

/// <summary>The second look, with the sample model on the sample films.</summary>
public sealed class CheckTests(IndexedSamples samples, ITestOutputHelper output)
{
    [Fact]
    public async Task Check_RaisesPrecision_OnWhatDiffersInColourAlone()
    {
        var cancel = TestContext.Current.CancellationToken;
        using var parts = await SearchParts.OpenAsync(samples.Data, EmbedderChoice.Sample);
        using var checker = new ClipChecker(parts.Catalog, CheckedClips.In(samples.Data), ModelChoice.Sample, new VisionOptions { Device = "cpu" });
        var (plain, looked) = (new FirstClips(), new FirstClips());
        foreach (var (query, right) in HardQueries.Of(SceneTruth.Read()))
        {
            var found = parts.Finder(Ranker.Hybrid, new SearchOptions()).Find(query);
            plain.Add(found, right);
            var chances = new List<double?>();
            foreach (var clip in found.Clips.Take(2)) // a second each
                chances.Add(await checker.AskAsync(clip, CheckQuestion.Of(QueryParser.Parse(query))!, cancel));
            var ordered = found.NoMatch ? found : SecondLook.Order(found, chances, checker.Model, new SearchOptions());
            looked.Add(ordered, right);
            output.WriteLine($"{(right.Count > 0 ? "there" : "not there")}: {query}\n   {First(found, right)}\n   {First(ordered, right)}");
        }

        output.WriteLine($"plain: {plain}\nlooked: {looked}");
        Assert.True(looked.Precision >= plain.Precision + 0.05, $"plain: {plain}\nlooked: {looked}");
        Assert.True(looked.Right >= 0.8 * plain.Right, $"plain: {plain}\nlooked: {looked}");
    }

    [Fact]
    public async Task Check_IsToldApart_Kept_AndOffUnlessAskedFor()
    {
        var off = await JsonAsync("search", "goal celebration", "--json");
        var on = await JsonAsync("search", "--check", "goal celebration", "--json", "--model", TestFolders.SampleModel);
        var answers = Directory.GetFiles(Path.Combine(samples.Data, "cache", "checks"));
        foreach (var answer in answers)
            await File.WriteAllTextAsync(answer, "0.7531", TestContext.Current.CancellationToken);
        var again = await JsonAsync("search", "--check", "goal celebration", "--json", "--model", TestFolders.SampleModel);

        Assert.Equal(JsonValueKind.Null, off.GetProperty("checked_by").ValueKind);
        Assert.All(off.GetProperty("clips").EnumerateArray(), clip => Assert.Equal(JsonValueKind.Null, clip.GetProperty("checked").ValueKind));
        Assert.StartsWith("model@", on.GetProperty("checked_by").GetString(), StringComparison.Ordinal);
        var first = on.GetProperty("clips")[0];
        Assert.InRange(first.GetProperty("checked").GetDouble(), 0.5, 1);
        Assert.Contains(first.GetProperty("reasons").EnumerateArray(), reason => reason.GetString()!.StartsWith("looked at: shows it", StringComparison.Ordinal));
        Assert.Equal(0.7531, again.GetProperty("clips")[0].GetProperty("checked").GetDouble()); // the file's, so the model was not asked
    }

    [Fact]
    public async Task Check_ShowsWhatTheModelSays_AndLooksAtSoManyAsSaid()
    {
        var result = await samples.Program.RunAsync("search", "a goal", "--check", "1", "-n", "3");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("looking at 1 clip with model@", result.Error, StringComparison.Ordinal);
        Assert.Single(result.Output.Split('\n'), line => line.Contains("(shows it: ", StringComparison.Ordinal));
        Assert.Equal(2, (await samples.Program.RunAsync("search", "a goal", "--check", "0")).ExitCode);
        Assert.Contains("no clip was looked at", (await samples.Program.RunAsync("search", "ext:mkv", "--check")).Error, StringComparison.Ordinal);
    }

    private async Task<JsonElement> JsonAsync(params string[] arguments)
    {
        var result = await samples.Program.RunAsync(arguments);
        Assert.True(result.ExitCode == 0, result.ToString());
        return JsonDocument.Parse(result.Output).RootElement;
    }

    private static string First(SearchResult result, IReadOnlyList<SceneTruth> right) => result.NoMatch ? "nothing"
        : $"{(FirstClips.IsRight(result.Clips[0], right) ? "right" : "WRONG")} {result.Clips[0].Checked} {result.Clips[0].Caption}";
}
