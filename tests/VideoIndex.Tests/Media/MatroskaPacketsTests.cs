using System.Buffers.Binary;
using VideoIndex.Media;

namespace VideoIndex.Tests.Media;

public class MatroskaPacketsTests
{
    private static readonly byte[] Head = [0x1A, 0x45, 0xDF, 0xA3, 0x83, 1, 2, 3];
    private static readonly byte[] Segment = [0x18, 0x53, 0x80, 0x67, 0x01, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF];
    private static readonly byte[] Tracks = [0x16, 0x54, 0xAE, 0x6B, 0x8B, 0xAE, 0x89, 0xD7, 0x81, 1, 0x63, 0xA2, 0x83, 4, 5, 6];
    private static readonly byte[] Cues = [0x1C, 0x53, 0xBB, 0x6B, 0x81, 9];

    private static readonly PacketRule s_rule = new(bytes => bytes[0] != 3) { IsDisposable = (bytes, header) => bytes[0] == 2 && header.SequenceEqual((byte[])[4, 5, 6]) };

    [Fact]
    public async Task ReadAsync_GivesEachPacket_WithItsTime()
    {
        byte[] stream = [.. Head, .. Segment, .. Tracks, .. Cluster(100_000, Block(0, 0x80, 1), Block(-40, 0, 2)), .. Cluster(105_000, Block(20, 0x80, 3)), .. Cues];
        var packets = new MatroskaPackets(new MemoryStream(stream), s_rule);

        var read = await packets.ReadAsync(TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);

        Assert.Equal([.. Head, .. Segment, .. Tracks], packets.Head.ToArray());
        Assert.Equal([(100_000.0, true, 100_000L), (99_960.0, false, 100_000L), (105_020.0, false, 105_000L)], read.Select(packet => (packet.Time.TotalMilliseconds, packet.CanBegin, packet.Cluster)));
        Assert.Equal([false, true, false], read.Select(packet => packet.IsDisposable));
        Assert.Equal(Block(-40, 0, 2), read[1].Block[..read[1].Length]);
        Assert.Equal([2], MatroskaPackets.ContentOf(read[1]).ToArray());
    }

    [Fact]
    public async Task ClusterStart_IsReadBack()
    {
        byte[] stream = [.. Segment, .. MatroskaPackets.ClusterStart(123_456), .. Block(1, 0, 1), .. MatroskaPackets.ClusterStart(200_000), .. Block(2, 0, 1)];

        var read = await new MatroskaPackets(new MemoryStream(stream), s_rule).ReadAsync(TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);

        Assert.Equal([123_457.0, 200_002.0], read.Select(packet => packet.Time.TotalMilliseconds));
    }

    [Fact]
    public async Task ReadAsync_OfDamagedBytes_EndsOrIsRefused()
    {
        byte[] whole = [.. Head, .. Segment, .. Tracks, .. Cluster(100_000, Block(0, 0x80, 1), Block(40, 0, 2)), .. Cues];
        var random = new Random(5);
        for (var i = 0; i < 3000; i++)
        {
            var stream = whole.ToArray();
            for (var hits = random.Next(1, 4); hits > 0; hits--)
                stream[random.Next(stream.Length)] = (byte)random.Next(256);
            Array.Resize(ref stream, random.Next(stream.Length + 1));
            try
            {
                var read = await new MatroskaPackets(new MemoryStream(stream), s_rule).ReadAsync(TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);
                Assert.All(read, packet => Assert.InRange(packet.Length, 1, whole.Length));
            }
            catch (InvalidDataException refusal)
            {
                Assert.NotEmpty(refusal.Message);
            }
        }
    }

    private static byte[] Cluster(long time, params byte[][] blocks)
    {
        byte[] content = [0xE7, 0x84, 0, 0, 0, 0, .. blocks.SelectMany(block => block)];
        BinaryPrimitives.WriteInt32BigEndian(content.AsSpan(2), (int)time);
        return [0x1F, 0x43, 0xB6, 0x75, (byte)(0x80 | content.Length), .. content];
    }

    private static byte[] Block(short time, byte flags, byte content)
    {
        byte[] block = [0xA3, 0x85, 0x81, 0, 0, flags, content];
        BinaryPrimitives.WriteInt16BigEndian(block.AsSpan(3), time);
        return block;
    }
}
