using System.Text.Json;

namespace VideoIndex.EndToEnd.Tests.MainJob;

/// <summary>The main job with the built program on the sample films: index, search, status.</summary>
public sealed class MainJobTests(IndexedSamples samples)
{
    [Fact]
    public async Task Search_PutsTheSceneInTheFirstThree_ForNineOfTenScenes()
    {
        var scenes = SceneTruth.Read();
        var missed = new List<string>();
        foreach (var scene in scenes)
        {
            var answer = await samples.SearchAsync(scene.FirstCaption);
            if (!answer.GetProperty("clips").EnumerateArray().Take(3).Any(scene.IsIn))
                missed.Add($"{scene.File} {scene.Span}: {scene.FirstCaption}");
        }

        Assert.True(scenes.Count >= 28, $"only {scenes.Count} scenes are in truth.json");
        Assert.True(missed.Count <= scenes.Count / 10, string.Join('\n', missed));
    }

    [Fact]
    public async Task Search_GivesTheTwoCelebrationsFirst()
    {
        var celebrations = SceneTruth.Read().Where(scene => scene.Kind == "celebration").ToList();
        var first = (await samples.SearchAsync("goal celebration")).GetProperty("clips").EnumerateArray().Take(2).ToList();
        Assert.Equal(2, celebrations.Count);
        Assert.All(celebrations, scene => Assert.Single(first, scene.IsIn));
        Assert.All(first, clip => Assert.InRange(clip.GetProperty("end_ms").GetInt64() - clip.GetProperty("start_ms").GetInt64(), 9_000, 12_000));
    }

    [Theory]
    [InlineData("goal")]
    [InlineData("red shirt")]
    [InlineData("pancake")]
    public async Task Search_NeverRefuses_WhatACaptionSaysInTheSameWords(string query)
    {
        var answer = await samples.SearchAsync(query);
        Assert.False(answer.GetProperty("no_match").GetBoolean());
        Assert.Equal(Enumerable.Range(1, answer.GetProperty("clips").GetArrayLength()),
            answer.GetProperty("clips").EnumerateArray().Select(clip => clip.GetProperty("rank").GetInt32()));
    }

    [Fact]
    public async Task SearchJson_HoldsEveryFieldOfTheContract()
    {
        var answer = await samples.SearchAsync("goal celebration");
        Assert.Equal("goal celebration", answer.GetProperty("query").GetString());
        Assert.Equal(JsonValueKind.Number, answer.GetProperty("took_ms").ValueKind);
        Assert.False(answer.GetProperty("no_match").GetBoolean());
        Assert.Equal(0, answer.GetProperty("windows_pending").GetInt64());
        Assert.True(answer.GetProperty("windows_searched").GetInt64() >= 28);
        var clip = answer.GetProperty("clips")[0];
        Assert.Equal(1, clip.GetProperty("rank").GetInt32());
        Assert.True(clip.GetProperty("media_id").GetInt64() > 0);
        Assert.True(clip.GetProperty("score").GetDouble() > 0);
        Assert.Contains("celebrat", clip.GetProperty("caption").GetString(), StringComparison.OrdinalIgnoreCase);
        Assert.Equal("caption", clip.GetProperty("source").GetString());
    }

    [Fact]
    public async Task Search_ExitsWithOne_WhenNothingMatches()
    {
        var result = await samples.Program.RunAsync("search", "xylophone quarks");
        Assert.Equal(1, result.ExitCode);
        Assert.Equal("", result.Output);
        Assert.Contains("nothing matches", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Search_FindsCues_OfTheSidecarSubtitles()
    {
        var cue = (await File.ReadAllLinesAsync(Path.Combine(TestFolders.SampleMedia, "football-match.srt"), TestContext.Current.CancellationToken))
            .First(line => line.Any(char.IsLetter));
        var clip = (await samples.SearchAsync($"\"{cue.Trim()}\"")).GetProperty("clips")[0];
        Assert.Equal("cue", clip.GetProperty("source").GetString());
        Assert.EndsWith("football-match.mp4", clip.GetProperty("path").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task StatusJson_CountsWhatIsThere()
    {
        var result = await samples.Program.RunAsync("status", "--json");
        var library = Assert.Single(JsonDocument.Parse(result.Output).RootElement.GetProperty("libraries").EnumerateArray());
        Assert.Equal(TestFolders.SampleMedia, library.GetProperty("path").GetString());
        Assert.Equal("online", library.GetProperty("state").GetString());
        Assert.Equal(5, library.GetProperty("media").GetInt64());
        Assert.True(library.GetProperty("windows").GetInt64() >= 28);
        Assert.Equal(library.GetProperty("windows").GetInt64(), library.GetProperty("captioned").GetInt64());
        Assert.Equal(0, library.GetProperty("failed").GetInt64());
        Assert.Equal(0, JsonDocument.Parse(result.Output).RootElement.GetProperty("failures").GetArrayLength());
    }

    [Fact]
    public async Task IndexAgain_NeedsNeitherDecoderNorModel()
    {
        var result = await samples.Program.RunAsync("index");
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("0 windows captioned", result.Error, StringComparison.Ordinal);
        Assert.Contains("the model was not needed", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("deleted")]
    [InlineData("truncated")]
    [InlineData("overwritten")]
    public async Task TextIndex_ComesBackFromTheCatalog(string harm)
    {
        using var folder = TestFolders.NewTemporary();
        CopyFolder(samples.Data, folder["data"]);
        Harm(folder["data", "text"], harm);
        var result = await ProgramRunner.WithData(folder["data"]).RunAsync("search", "goal celebration", "--json");
        Assert.True(result.ExitCode == 0, result.ToString());
        var expected = (await samples.SearchAsync("goal celebration")).GetProperty("clips").ToString();
        Assert.Equal(expected, JsonDocument.Parse(result.Output).RootElement.GetProperty("clips").ToString());
    }

    private static void Harm(string index, string harm)
    {
        if (harm == "deleted")
            Directory.Delete(index, recursive: true);
        else
            foreach (var file in Directory.GetFiles(index))
                File.WriteAllBytes(file, harm == "truncated" ? [] : [.. Enumerable.Repeat((byte)0x5A, 200)]);
    }

    private static void CopyFolder(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.GetFiles(from))
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        foreach (var folder in Directory.GetDirectories(from))
            CopyFolder(folder, Path.Combine(to, Path.GetFileName(folder)));
    }
}
