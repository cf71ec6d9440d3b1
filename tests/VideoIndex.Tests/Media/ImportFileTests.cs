using VideoIndex.Core;
using VideoIndex.Media;

namespace VideoIndex.Tests.Media;

public sealed class ImportFileTests
{
    [Fact]
    public void Parse_ReadsALine()
    {
        var line = ImportFile.Parse("""{"media":"friends_s01","duration_ms":9000,"start_ms":1000,"end_ms":12000,"text":"A  <i>man</i>\n sits."}""", "/in", out _)!;
        Assert.Equal(("friends_s01", "A man sits.", "import"), (line.Media, line.Cue.Text, line.Cue.Origin));
        Assert.Equal(TimeRange.FromMs(1000, 9000), line.Cue.Span);
    }

    [Fact]
    public void Parse_TakesAPathFromTheFolderOfTheFile() =>
        Assert.Equal(Path.GetFullPath("/in/films/a.mp4"), ImportFile.Parse("""{"path":"films/a.mp4","start_ms":0,"end_ms":1,"text":"x"}""", "/in", out _)!.Media);

    [Theory]
    [InlineData("", "is not an object")]
    [InlineData("[1]", "is not an object")]
    [InlineData("""{"media":"a","start_ms":0,"end_ms":1}""", "is not an object")]
    [InlineData("""{"media":"a","start_ms":0.5,"end_ms":1,"text":"x"}""", "is not an object")]
    [InlineData("""{"media":"","start_ms":0,"end_ms":1,"text":"x"}""", "no name")]
    [InlineData("""{"media":"a","start_ms":5,"end_ms":5,"text":"x"}""", "no span")]
    [InlineData("""{"media":"a","start_ms":-5,"end_ms":5,"text":"x"}""", "no span")]
    [InlineData("""{"media":"a","start_ms":0,"end_ms":9223372036854775807,"text":"x"}""", "no span")]
    [InlineData("""{"media":"a","start_ms":0,"end_ms":5,"text":" <b> "}""", "no text")]
    public void Parse_SaysWhatIsWrong(string line, string expected)
    {
        Assert.Null(ImportFile.Parse(line, "/in", out var problem));
        Assert.Contains(expected, problem.Replace("it is not", "is not", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void Read_LeavesOutBadLines_AndGoesOn()
    {
        using var folder = TestFolders.NewTemporary();
        File.WriteAllLines(folder["a.jsonl"], ["{", """{"media":"a","start_ms":0,"end_ms":5,"text":"x"}""", ""]);
        var bad = new List<int>();
        Assert.Equal("x", Assert.Single(ImportFile.Read(folder["a.jsonl"], null, (number, _) => bad.Add(number))).Cue.Text);
        Assert.Equal([1], bad);
    }

    [Fact]
    public void Read_TakesSubtitles_UnderTheFilesName()
    {
        using var folder = TestFolders.NewTemporary();
        File.WriteAllText(folder["match.srt"], "1\n00:00:01,000 --> 00:00:02,000\nGoal!\n");
        var line = Assert.Single(ImportFile.Read(folder["match.srt"], null, (_, _) => { }));
        Assert.Equal(("match", "Goal!"), (line.Media, line.Cue.Text));
    }

    [Fact]
    public void Read_RefusesOtherFiles()
    {
        using var folder = TestFolders.NewTemporary();
        File.WriteAllText(folder["a.txt"], "x");
        Assert.Equal(ErrorCodes.BadOption, Assert.Throws<VideoIndexException>(() => ImportFile.Read(folder["a.txt"], null, (_, _) => { })).Code);
        Assert.Equal(ErrorCodes.BadOption, Assert.Throws<VideoIndexException>(() => ImportFile.Read(folder["gone.srt"], null, (_, _) => { })).Code);
    }
}
