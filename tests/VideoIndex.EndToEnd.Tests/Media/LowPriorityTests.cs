using System.Text;
using VideoIndex.Media;

namespace VideoIndex.EndToEnd.Tests.Media;

/// <summary>Whether ffmpeg really stands behind others where it should. `cat` stands in for it and says how it was started.</summary>
public sealed class LowPriorityTests
{
    [Theory]
    [InlineData(true, "19")]
    [InlineData(false, "0")]
    public async Task Start_PutsTheChildBehindOthers_OnlyWhereAsked(bool lowPriority, string niceness)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the priority of a process is read from /proc");

        var stat = await AskAsync(lowPriority, "/proc/self/stat");

        Assert.Equal(niceness, stat.Split(')')[^1].Split(' ', StringSplitOptions.RemoveEmptyEntries)[16]);
    }

    /// <summary>The kernel shares the processor between sessions first: the niceness of a process counts within its own alone. Who is not root may set it ten times a second, on the whole machine.</summary>
    [Theory]
    [InlineData(true, "nice 19")]
    [InlineData(false, "nice 0")]
    public async Task Start_PutsTheChildsSessionBehindOthers_OnlyWhereAsked(bool lowPriority, string niceness)
    {
        Assert.SkipUnless(File.Exists("/proc/self/autogroup"), "this kernel does not share the processor between sessions");

        var session = "";
        for (var tries = 0; tries < 20 && !session.EndsWith(niceness, StringComparison.Ordinal); tries++)
        {
            await Task.Delay(tries * 10, TestContext.Current.CancellationToken);
            session = (await AskAsync(lowPriority, "/proc/self/autogroup")).TrimEnd();
        }

        Assert.EndsWith(niceness, session, StringComparison.Ordinal);
    }

    private static async Task<string> AskAsync(bool lowPriority, string file)
    {
        var options = new MediaOptions { LowPriority = lowPriority };
        var run = await ToolRun.FinishAsync(options, "cat", [file], TimeSpan.FromSeconds(30), file, TestContext.Current.CancellationToken);
        Assert.Equal(0, run.ExitCode);
        return Encoding.UTF8.GetString(run.Output);
    }
}
