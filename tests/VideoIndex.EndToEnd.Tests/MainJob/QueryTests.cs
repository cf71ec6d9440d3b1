using System.Text.Json;

namespace VideoIndex.EndToEnd.Tests.MainJob;

/// <summary>The language of queries, the forms of output and saved searches with the built program on the sample films.</summary>
public sealed class QueryTests(IndexedSamples samples)
{
    [Theory]
    [InlineData("goal THEN celebr* WITHIN 30s", "football-match.mp4 40-60|football-match.mp4 80-100")]
    [InlineData("celebr* -blue", "football-match.mp4 50-60")]
    [InlineData("goal -in:football", "")]
    [InlineData("speaker in:town-talk ext:mp4 shorter:10m offline:no", "quarterly.mp4")]
    [InlineData("fireworks OR confetti in:city", "city-day.mkv")]
    [InlineData("goal longer:1h", "")]
    [InlineData("goal before:1999", "")]
    [InlineData("model:no-such-model goal", "")]
    public async Task Search_FindsWhatIsAsked(string query, string expected)
    {
        var answer = await samples.SearchAsync(query);

        var found = answer.GetProperty("clips").EnumerateArray().Select(clip =>
            $"{Path.GetFileName(clip.GetProperty("path").GetString())} {clip.GetProperty("start_ms").GetInt64() / 1000}-{clip.GetProperty("end_ms").GetInt64() / 1000}").ToList();
        Assert.Equal(0, answer.GetProperty("notes").GetArrayLength());
        if (expected.Contains('-', StringComparison.Ordinal) && expected.Contains(' ', StringComparison.Ordinal))
            Assert.Equal(expected, string.Join('|', found.Order(StringComparer.Ordinal)));
        else
            Assert.True(expected.Length == 0 ? found.Count == 0 : found.Count > 0 && found.All(clip => clip.StartsWith(expected, StringComparison.Ordinal)), answer.ToString());
    }

    [Fact]
    public async Task Search_SaysWhatItTookAsWords_AndMarksMatches()
    {
        var result = await samples.Program.RunAsync("search", "goal celebration longer:soon");
        var answer = await samples.SearchAsync("goal celebration longer:soon");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("note: `longer:soon` is taken as a word", result.Error, StringComparison.Ordinal);
        Assert.Contains("longer:soon", Assert.Single(answer.GetProperty("notes").EnumerateArray()).GetString(), StringComparison.Ordinal);
        Assert.Contains("goal", answer.GetProperty("clips")[0].GetProperty("matches").EnumerateArray().Select(word => word.GetString()));
    }

    [Fact]
    public async Task Search_RefusesAQueryWithoutEnd_AndSaysTheLimit()
    {
        var result = await samples.Program.RunAsync("search", string.Concat(Enumerable.Repeat("*a* ", 25_000)));

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("at most 1000", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Search_IsPlainInAPipe_AndFitsATerminal_InBoldUnlessNoColor()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/script"), "left out: `script` (util-linux) is not installed");
        var plain = await samples.Program.RunAsync("search", "goal celebration", "-n", "2");
        var bold = await OnATerminalAsync(samples, noColor: null);
        var noColor = await OnATerminalAsync(samples, noColor: "1");

        Assert.DoesNotContain("\u001b", plain.Output, StringComparison.Ordinal);
        Assert.Contains("celebrate a goal with raised arms as confetti falls.", plain.Output, StringComparison.Ordinal);
        Assert.Contains("\u001b[1mgoal\u001b[22m", bold, StringComparison.Ordinal);
        Assert.Contains("…", bold, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b[1m", noColor, StringComparison.Ordinal);
        Assert.All(noColor.Split('\n').Where(line => line.Contains(" - ", StringComparison.Ordinal) && !line.StartsWith("and ", StringComparison.Ordinal)), line => Assert.InRange(line[line.IndexOf("  ", StringComparison.Ordinal)..].Trim('\r').Length, 10, 55));
    }

    [Theory]
    [InlineData("clips.mpv.edl", null, "# mpv EDL v0\n")]
    [InlineData("clips.edl", null, "TITLE: goal")]
    [InlineData("clips.txt", "csv", "rank,path,")]
    [InlineData("clips.vtt", null, "WEBVTT\n")]
    [InlineData("clips.fcpxml", null, "<?xml")]
    [InlineData("clips.ffmetadata", null, ";FFMETADATA1\n")]
    public async Task Search_WritesTheFormAskedFor(string file, string? format, string begin)
    {
        using var folder = TestFolders.NewTemporary();
        string[] chosen = format is null ? [] : ["--format", format];
        var result = await samples.Program.RunAsync(["search", "goal", "-o", folder[file], .. chosen]);

        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.StartsWith(begin, await File.ReadAllTextAsync(folder[file], TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Single(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public async Task Search_WritesAFormToStdout_AndNothingElse()
    {
        var result = await samples.Program.RunAsync("search", "goal", "--format", "csv", "-n", "1");

        Assert.Equal(2, result.Output.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.StartsWith("rank,path,", result.Output, StringComparison.Ordinal);
        Assert.Equal(2, (await samples.Program.RunAsync("search", "goal", "--format", "csv", "--json")).ExitCode);
        Assert.Equal(2, (await samples.Program.RunAsync("search", "goal", "--format", "docx")).ExitCode);
        Assert.Equal(2, (await samples.Program.RunAsync("search", "goal", "-o", "/tmp/no-such-folder-here/a.docx")).ExitCode);
    }

    [Fact]
    public async Task SavedSearch_IsRunByItsName()
    {
        var program = samples.Program;
        Assert.Equal(0, (await program.RunAsync("search", "save", "goals", "goal celebr*")).ExitCode);
        var listed = await program.RunAsync("search", "list", "--json");
        var run = await program.RunAsync("search", "run", "Goals", "-n", "1", "--json");
        var word = await program.RunAsync("search", "save", "--json");
        var missing = await program.RunAsync("search", "run", "nothing");
        var removed = await program.RunAsync("search", "remove", "goals");
        var empty = await program.RunAsync("search", "list");

        Assert.Equal("goal celebr*", Assert.Single(JsonDocument.Parse(listed.Output).RootElement.GetProperty("searches").EnumerateArray()).GetProperty("query").GetString());
        Assert.Equal("goal celebr*", JsonDocument.Parse(run.Output).RootElement.GetProperty("query").GetString());
        Assert.Equal("save", JsonDocument.Parse(word.Output).RootElement.GetProperty("query").GetString());
        Assert.Equal(2, missing.ExitCode);
        Assert.Contains("saved are `goals`", missing.Error, StringComparison.Ordinal);
        Assert.Equal((0, 1, ""), (removed.ExitCode, empty.ExitCode, empty.Output));
    }

    private static async Task<string> OnATerminalAsync(IndexedSamples samples, string? noColor)
    {
        var terminal = samples.Program with
        {
            Command = ["/usr/bin/script", "-qec"],
            Environment = new Dictionary<string, string?>
            {
                ["VIDEOINDEX_DATA"] = samples.Data,
                ["TERM"] = "xterm",
                ["NO_COLOR"] = noColor,
            },
        };
        var result = await terminal.RunAsync($"stty cols 55; '{ProgramRunner.DotnetPath}' '{ProgramRunner.VideoIndexPath}' search 'goal celebration' -n 2", "/dev/null");
        Assert.True(result.ExitCode == 0, result.ToString());
        return result.Output;
    }
}
