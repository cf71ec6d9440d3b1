using System.Globalization;
using System.Text;
using VideoIndex.Search;

namespace VideoIndex.Tests.Search;

public sealed class FileUriTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("/films/two words.mp4", "file:///films/two%20words.mp4")]
    [InlineData("/films/%41[x]#?.mp4", "file:///films/%2541%5Bx%5D%23%3F.mp4")]
    [InlineData("/films/日.mp4", "file:///films/%E6%97%A5.mp4")]
    [InlineData("/films/a\nb.mp4", "file:///films/a%0Ab.mp4")]
    [InlineData("/films/back\\slash.mp4", "file:///films/back%5Cslash.mp4")]
    [InlineData("/films/it's(1)!*.mp4", "file:///films/it%27s%281%29%21%2A.mp4")]
    public void From_EncodesEverySegment(string path, string expected) => Assert.Equal(expected, FileUri.From(path));

    [Theory]
    [InlineData(@"C:\my films\a#b.mp4", "file:///C:/my%20films/a%23b.mp4")]
    [InlineData(@"\\server\share\a b.mp4", "file://server/share/a%20b.mp4")]
    public void FromWindows_KnowsDrivesAndShares(string path, string expected) => Assert.Equal(expected, FileUri.FromWindows(path));

    [Fact]
    public void From_RefusesARelativePath() => Assert.Throws<ArgumentException>(() => FileUri.From("a.mp4"));

    [Fact]
    public void From_DecodesToTheSameBytes_ForAnyName()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        for (var run = 0; run < 5_000; run++)
        {
            var path = HostileNames.Path(random);
            var uri = FileUri.From(path);

            Assert.True(Encoding.UTF8.GetBytes(path).AsSpan().SequenceEqual(DecodedPath(uri)), $"{path}, seed {seed}");
            Assert.Matches("^file:///[A-Za-z0-9._~/%-]*$", uri);
        }
    }

    /// <summary>Decoded as the standard says, by other code than what encoded it.</summary>
    public static byte[] DecodedPath(string uri)
    {
        Assert.StartsWith("file:///", uri, StringComparison.Ordinal);
        var bytes = new List<byte>();
        for (var i = "file://".Length; i < uri.Length; i++)
        {
            if (uri[i] == '%')
            {
                bytes.Add(byte.Parse(uri.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
                i += 2;
            }
            else
            {
                bytes.Add((byte)uri[i]);
            }
        }

        return [.. bytes];
    }
}
