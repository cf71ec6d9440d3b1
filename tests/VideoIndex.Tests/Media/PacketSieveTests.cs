using VideoIndex.Media;

namespace VideoIndex.Tests.Media;

public class PacketSieveTests
{
    /// <summary>In the order stored: `K` decoding can begin at, `P` not, from `b` no other is made; the number is when it is shown, in tenths of a second.</summary>
    [Theory]
    // A picture a second apart from its keyframe, and none wanted in the middle group.
    [InlineData("K0 P5 K10 P15 K20 P25 K30 P35 K40 P45", "33", "K0 P5 K30 K40 P45")]
    // Up to the last one wanted of a group that holds two.
    [InlineData("K0 P5 K10 P12 P14 P16 P18 K20 P25 K30 P35", "12 14", "K0 P5 K10 P12 P14 K30 P35")]
    // Pictures made from later ones: what is stored before the one on display is wanted with it.
    [InlineData("K0 P5 K10 P16 P13 P19 K20 P25 K30", "14", "K0 P5 K10 P16 P13 K30")]
    // What a group shows before its own keyframe is made from the group before too.
    [InlineData("K0 P5 K10 P13 P16 K22 P19 P25 K32 P29 P35 K42", "20", "K0 P5 K10 P13 P16 K22 P19 K42")]
    [InlineData("K0 P5 K10 P13 P16 K22 P19 P25 K32 P29 P35 K42", "24", "K0 P5 K22 K42")]
    [InlineData("K0 P5 K10 P13 P16 K22 P19 P25 K32 P29 P35 K42", "27 37", "K0 P5 K22 P25 K32 P29 P35 K42")]
    // Due with a keyframe: by rounding it may count as a little later. Right after it; and one that stands long.
    [InlineData("K0 P5 K10 P15 K20 P25 K30", "20", "K0 P5 K10 P15 K20 K30")]
    [InlineData("K0 P5 K10 P15 K20 P25 K30", "21", "K0 P5 K20 K30")]
    [InlineData("K0 P5 K10 P15 K90 P95 K100", "70", "K0 P5 K10 P15 K100")]
    // Before the first picture, and after the last.
    [InlineData("K20 P25 K30 P35 K40 P45", "3", "K20 P25 K40 P45")]
    [InlineData("K0 P5 K10 P15 K20 P25", "99", "K0 P5 K20 P25")]
    [InlineData("K0 P5 K10 P15 K20 P25", "", "K0 P5 K20 P25")]
    // What no other is made from, but for what is on display: between pictures that are known, and where one that is shown earlier comes later.
    [InlineData("K0 P4 b2 b3 P8 b6 b7 K10 P14 b12 b13 P18 b16 b17 K20 P24 b22 b23 P28 b26 b27 K30", "13", "K0 P4 P8 K10 P14 b12 b13 K30")]
    [InlineData("K0 P4 b2 b3 P8 b6 b7 K10 P14 b12 b13 P18 b16 b17 K20 P24 b22 b23 P28 b26 b27 K30", "7 15 25 26", "K0 P4 P8 b6 b7 K10 P14 K20 P24 P28 b26 K30")]
    [InlineData("K0 P8 P4 b2 b6 P16 P12 b10 b14", "2 5 13 15", "K0 P8 P4 b2 P16 P12 b14")]
    // One that stands long; one that may be on display, by rounding, when the next is due; the last, which the stream ends with; those before the first.
    [InlineData("K0 P90 b10 P99 b95", "50", "K0 P90 b10 P99")]
    [InlineData("K0 P4 b2 b3 P8 b6", "4", "K0 P4 b2 b3 P8")]
    [InlineData("K0 P4 b2 b6", "", "K0 P4 b6")]
    [InlineData("K4 b1 b2 P8 b6", "", "K4 b1 b2 P8")]
    // Decoding can begin nowhere else: all.
    [InlineData("K0 P5 P10 P15 P20", "1", "K0 P5 P10 P15 P20")]
    // Times run backwards: all from there.
    [InlineData("K0 P5 K10 P15 K5 P8 K20 P25 K30 P35 K40", "33", "K0 P5 K5 P8 K20 P25 K30 P35 K40")]
    [InlineData("K0 P5 K10 P15 K5 P8 b6 K20 P25 b22", "33", "K0 P5 K5 P8 b6 K20 P25 b22")]
    public void Add_WantsWhatThePicturesOnDisplayAreMadeFrom(string stored, string wanted, string expected)
    {
        Assert.Equal(expected, Wanted(stored, wanted, mostWaiting: 1000));
    }

    [Fact]
    public void Add_WantsAGroupWhole_InWhichTooMuchWouldWait()
    {
        Assert.Equal("K0 P5 K10 P12 P14 P16 P18 K30", Wanted("K0 P5 K10 P12 P14 P16 P18 K20 P22 K30", "", mostWaiting: 3));
    }

    [Fact]
    public void Add_GivesEachPacketOnce_AndWaitsNoLongerThanItMust()
    {
        var sieve = new PacketSieve([Time(13)], 1000);

        Assert.Equal(["K0"], Names(sieve.Add(Packet("K0"))));
        Assert.Equal(["P5"], Names(sieve.Add(Packet("P5"))));
        Assert.Empty(sieve.Add(Packet("K10")));
        Assert.Empty(sieve.Add(Packet("P12")));
        Assert.Equal(["K10", "P12"], Names(sieve.Add(Packet("P14"))));
        Assert.Equal([(Packet("P14"), false)], sieve.Add(Packet("K20")));
        Assert.Equal([(Packet("K20"), true)], sieve.End());
    }

    private static string Wanted(string stored, string wanted, long mostWaiting)
    {
        var sieve = new PacketSieve(wanted.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(time => Time(int.Parse(time))), mostWaiting);
        List<(StoredPacket Packet, bool IsWanted)> certain = [.. stored.Split(' ').SelectMany(each => sieve.Add(Packet(each))), .. sieve.End()];
        Assert.Equal(stored.Split(' ').Order(), certain.Select(each => Name(each.Packet)).Order());
        return string.Join(' ', Names(certain.Where(each => each.IsWanted)));
    }

    private static IEnumerable<string> Names(IEnumerable<(StoredPacket Packet, bool IsWanted)> certain) => certain.Select(each => Name(each.Packet));

    private static string Name(StoredPacket packet) => $"{(packet.CanBegin ? 'K' : packet.IsDisposable ? 'b' : 'P')}{packet.Time.TotalMilliseconds / 100}";

    private static StoredPacket Packet(string name) => new(Time(int.Parse(name[1..])), name[0] == 'K', name[0] == 'b', 0, [], 0, 1);

    private static TimeSpan Time(int tenths) => TimeSpan.FromMilliseconds(100 * tenths);
}
