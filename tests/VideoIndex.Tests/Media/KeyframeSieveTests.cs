using System.Globalization;
using VideoIndex.Media;

namespace VideoIndex.Tests.Media;

public class KeyframeSieveTests
{
    /// <summary>Slots of 2 s from 0.999 s on; the last window begins at 8 s.</summary>
    [Theory]
    [InlineData("0 0.5 1 1.5 2 2.5 3 3.5 5 6 7 7.5 8 8.2", "0 1 3 5 7 8 8.2")]
    [InlineData("0 4 7.9 8", "0 4 7.9 8")]
    [InlineData("0.9 2.99895 2.99905 3.1 4.9", "0.9 2.99895 2.99905 3.1")] // who is the first from 2.999 s on others decide
    public void Add_LetsTheFirstOfEachSlotThrough(string keyframes, string expected)
    {
        var sieve = new KeyframeSieve(TimeSpan.FromSeconds(0.999), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(8));

        var certain = keyframes.Split(' ').SelectMany(time => sieve.Add(new StoredPacket(TimeSpan.FromSeconds(double.Parse(time, CultureInfo.InvariantCulture)), true, false, 0, [], 0, 1))).ToList();

        Assert.Equal(keyframes.Split(' ').Length, certain.Count);
        Assert.Equal(expected, string.Join(' ', keyframes.Split(' ').Zip(certain).Where(each => each.Second.IsWanted).Select(each => each.First)));
        Assert.Empty(sieve.End());
    }
}
