using VideoIndex.Cli.Output;
using VideoIndex.Core;
using VideoIndex.Search;

namespace VideoIndex.Tests.Cli;

public sealed class ClipTableTests(ITestOutputHelper output)
{
    private static readonly Clip[] _clips =
    [
        Clip(1, "/films/football/final match.mp4", 50, 60, "Players in red celebrate a goal with raised arms.", "celebrate", "goal"),
        Clip(12, "/films/日本の動画/日本の動画.mp4", 3_600, 3_700, "A very long caption that says nothing of interest before it comes to the goal at its end", "goal"),
        Clip(13, "/f/\u001b[31m\n.mp4", 0, 5, "evil \u001b[2J\u202e goal", "goal"),
    ];

    [Fact]
    public void Lines_AreWholeAndPlain_WhereNobodyLooks() => Assert.Equal(
        [
            "  1  00:50 - 01:00      /films/football/final match.mp4",
            "     Players in red celebrate a goal with raised arms.",
            " 12  1:00:00 - 1:01:40  /films/日本の動画/日本の動画.mp4",
            "     A very long caption that says nothing of interest before it comes to the goal at its end",
            @" 13  00:00 - 00:05      /f/\u001B[31m\u000A.mp4",
            @"     evil \u001B[2J\u202E goal",
        ], ClipTable.Lines(_clips, TerminalStyle.Plain));

    [Fact]
    public void Lines_FitTheTerminal_AndShowTheWordsAskedFor() => Assert.Equal(
        [
            "  1  00:50 - 01:00      …/football/final match.mp4",
            "     Players in red *celebrate* a *goal* with raised …",
            " 12  1:00:00 - 1:01:40  …日本の動画/日本の動画.mp4",
            "     …t comes to the *goal* at its end",
            @" 13  00:00 - 00:05      /f/\u001B[31m\u000A.mp4",
            @"     evil \u001B[2J\u202E *goal*",
        ], ClipTable.Lines(_clips, new TerminalStyle(50, TextMarks.Bold)).Select(Starred));

    [Theory]
    [InlineData(40, "  1  00:50 - 01:00  …l match.mp4  (93 %)", "     Players in red *celebrate* a *goal* wi…")]
    [InlineData(80, "  1  00:50 - 01:00  /films/football/final match.mp4  (shows it: 93 %)", "     Players in red *celebrate* a *goal* with raised arms.")]
    [InlineData(200, "  1  00:50 - 01:00  /films/football/final match.mp4  (shows it: 93 %)", "     Players in red *celebrate* a *goal* with raised arms.")]
    public void Lines_SayWhatTheModelSaw_InTheRoomThereIs(int width, string head, string caption) => Assert.Equal(
        [head, caption], ClipTable.Lines([_clips[0] with { Checked = 0.932 }], new TerminalStyle(width, TextMarks.Bold)).Select(Starred));

    [Theory]
    [InlineData(40, 0.05, "  1  00:50 - 01:00  …al match.mp4  (5 %)")]
    [InlineData(70, 0.05, "  1  00:50 - 01:00  …/football/final match.mp4  (possible, 5 % chance)")]
    [InlineData(200, 0.146, "  1  00:50 - 01:00  /films/football/final match.mp4  (quite possible, 15 % chance)")]
    [InlineData(200, 0.5, "  1  00:50 - 01:00  /films/football/final match.mp4  (likely, 50 % chance)")]
    [InlineData(200, 0.004, "  1  00:50 - 01:00  /films/football/final match.mp4  (unlikely, < 1 % chance)")]
    public void Lines_SayHowLikelyItIs_InWordsThatTheNumberBears(int width, double confidence, string head) => Assert.Equal(
        head, ClipTable.Lines([_clips[0] with { Confidence = confidence }], new TerminalStyle(width, TextMarks.Bold)).First());

    [Fact]
    public void Lines_AreNeverWiderThanTheTerminal()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        string[] pieces = ["goal", " ", "日本", "🎉", "e\u0301", "\u001b[1m", "\n", "a", "\ud800", "Ｗ", "long word "];
        for (var run = 0; run < 2_000; run++)
        {
            var caption = string.Concat(random.GetItems(pieces, random.Next(40)));
            var width = random.Next(40, 200);
            var clip = Clip(1, "/" + caption, 0, random.Next(2) == 0 ? 1 : 4_000, caption, "goal") with { Checked = random.Next(2) == 0 ? null : random.NextDouble(), Confidence = random.Next(2) == 0 ? null : random.NextDouble() };
            foreach (var line in ClipTable.Lines([clip], new TerminalStyle(width, TextMarks.Bold)))
            {
                var shown = line.Replace("\u001b[1m", "", StringComparison.Ordinal).Replace("\u001b[22m", "", StringComparison.Ordinal);
                Assert.DoesNotContain(shown, char.IsControl);
                Assert.True(Columns(shown) <= width, $"{shown}: {Columns(shown)} of {width}, seed {seed}");
                Assert.Equal(line.Split("\u001b[1m").Length, line.Split("\u001b[22m").Length);
            }
        }
    }

    /// <summary>Counted from what the pieces of this test are known to take.</summary>
    private static int Columns(string line) => line.EnumerateRunes().Sum(rune => rune.Value switch
    {
        0x301 => 0,
        >= 0x2E80 and not 0xFFFD => 2,
        _ => 1,
    });

    private static string Starred(string line) => line.Replace("\u001b[1m", "*", StringComparison.Ordinal).Replace("\u001b[22m", "*", StringComparison.Ordinal);

    private static Clip Clip(int rank, string path, int start, int end, string caption, params string[] matches) =>
        new(rank, 1, path, TimeRange.FromMs(start * 1000, end * 1000), 1, caption, "caption")
        {
            Matches = [.. matches.Where(caption.Contains).Select(word => new TextSpan(caption.IndexOf(word, StringComparison.Ordinal), word.Length))],
        };
}
