namespace VideoIndex.EndToEnd.Tests.Cli;

/// <summary><c>videoindex chat</c>, driven by lines on its stdin.</summary>
public sealed class ChatTests
{
    private static string Football => Path.Combine(TestFolders.SampleMedia, "football-match.mp4");

    [Fact]
    public async Task Chat_KnowsWhatWasSaidBefore_AndSavesIt()
    {
        using var folder = TestFolders.NewTemporary();
        var saved = folder["talk.txt"];
        var chat = await ChatAsync(["--start", "0:40", "--end", "0:50", "--frames", "3", "--system", ""],
            "What happens?", "Is there a cat in this video? Answer with yes or no.", "/history", $"/save {saved}", $"/save {saved}", "/quit");

        Assert.Equal(["A player in a red shirt kicks the ball into the goal.", "No."], Lines(chat));
        Assert.Equal(
            "> What happens?\nA player in a red shirt kicks the ball into the goal.\n\n> Is there a cat in this video? Answer with yes or no.\nNo.\n\n",
            await File.ReadAllTextAsync(saved, TestContext.Current.CancellationToken));
        Assert.Contains("> Is there a cat in this video? Answer with yes or no.\nNo.", chat.Error, StringComparison.Ordinal);
        Assert.Contains($"cannot write `{saved}`", chat.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Chat_GoesOn_AfterWhatCannotBeDone()
    {
        var chat = await ChatAsync(["--start", "0:00", "--end", "0:10", "--frames", "3"],
            "/nonsense", "/clip 3:00-4:00", "/clip x", "/image README.md", "/save", "/clip 0:50-1:00", "What happens?");
        Assert.Contains("celebra", Assert.Single(Lines(chat)), StringComparison.Ordinal);
        foreach (var said in (string[])["`/nonsense` is no command", "is not in `football-match.mp4`", "/clip is `x`", "as a picture", "names no file", "begun anew with 0:50-1:00"])
            Assert.Contains(said, chat.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Chat_StopsTheAnswerAndNotTheSession_AtCtrlC()
    {
        // Nearly every word is as likely as any other: without the interruption the answer goes on for long.
        await using var chat = new ProgramRunner { HoldsInput = true }.Start(
            "chat", Football, "--start", "0:40", "--end", "0:50", "--frames", "3", "--temperature", "100", "--seed", "5", "--max-new-tokens", "1500");
        await chat.WaitForTextAsync("/quit ends");
        await chat.WriteLineAsync("What happens?");
        await WaitForOutputAsync(chat);
        chat.Interrupt();
        await chat.WaitForTextAsync("stopped; the conversation is as before the question");
        await chat.WriteLineAsync("/history");
        await chat.WaitForTextAsync("nothing was said yet");
        chat.Interrupt();
        await chat.WriteLineAsync("/quit");
        Assert.Equal(0, (await chat.WaitAsync()).ExitCode);
    }

    private static async Task WaitForOutputAsync(RunningProgram chat)
    {
        for (var i = 0; i < 3000 && chat.Output.Length == 0; i++)
            await Task.Delay(TimeSpan.FromMilliseconds(10), TestContext.Current.CancellationToken);
        Assert.NotEmpty(chat.Output);
    }

    private static async Task<ProgramResult> ChatAsync(string[] options, params string[] lines)
    {
        await using var chat = new ProgramRunner { HoldsInput = true }.Start(["chat", Football, .. options]);
        foreach (var line in lines)
            await chat.WriteLineAsync(line);
        chat.CloseInput();
        var result = await chat.WaitAsync();
        Assert.True(result.ExitCode == 0, result.ToString());
        return result;
    }

    private static string[] Lines(ProgramResult result) => result.Output.TrimEnd().Split('\n');
}
