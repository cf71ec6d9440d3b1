using System.Globalization;
using System.Text;
using VideoIndex.Core;
using VideoIndex.Search;

namespace VideoIndex.Tests.Search;

public sealed class M3uWriterTests(ITestOutputHelper output)
{
    [Fact]
    public void Write_GivesWhatVlcReads()
    {
        var clip = new Clip(1, 7, "/films/my match.mp4", TimeRange.FromMs(50_000, 60_250), 3.5, "Red - blue\n1 : 0", "caption");

        Assert.Equal("""
            #EXTM3U
            #EXTINF:11,Red – blue 1 : 0 (my match.mp4, 00:50 – 01:00)
            #EXTVLCOPT:start-time=50.000
            #EXTVLCOPT:stop-time=60.250
            file:///films/my%20match.mp4

            """, Write(clip));
    }

    [Fact]
    public void Write_GivesFiveLinesOfPlainText_ForAnyNamesAndCaptions()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        for (var run = 0; run < 300; run++)
        {
            var path = HostileNames.Path(random);
            var lines = Write(new Clip(1, 1, path, TimeRange.FromMs(0, 1), 1, HostileNames.Path(random), "cue")).Split('\n');

            Assert.Equal(6, lines.Length);
            Assert.Equal(Encoding.UTF8.GetBytes(path), FileUriTests.DecodedPath(lines[4]));
            Assert.DoesNotContain(lines, line => line.Any(char.IsControl));
        }
    }

    private static string Write(params Clip[] clips)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        M3uWriter.Write(text, clips);
        return text.ToString();
    }
}
