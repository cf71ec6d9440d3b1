using System.Buffers.Binary;

namespace VideoIndex.Media;

/// <summary>What a codec's packets say that a container marks as keyframes.</summary>
/// <param name="CanBegin">Whether decoding can begin at a packet of these bytes.</param>
/// <param name="Splice">Changes such a packet where those right before it are left out; null: nothing to change.</param>
internal sealed record KeyframeRule(KeyframeRule.Test CanBegin, KeyframeRule.Edit? Splice = null)
{
    // ITU-T H.264, table 7-1.
    private const int IdrSlice = 5;

    // ITU-T H.265, table 7-1: types of pictures that decoding can begin at.
    private const int BrokenLink = 16;
    private const int CleanAccess = 21;

    /// <summary>Nothing is known.</summary>
    public static KeyframeRule None { get; } = new(_ => false);

    public delegate bool Test(ReadOnlySpan<byte> packet);

    public delegate void Edit(Span<byte> packet);

    /// <summary>What is known of a codec, named as by ffprobe; null where nothing is.</summary>
    /// <remarks>
    /// Of H.264 also packets are marked from which pictures become whole little by little (`intra-refresh`), and open groups, whose pictures are counted on from those
    /// before, so that a decoder loses count over a gap. Only those that begin anew serve. H.265 has a name for pictures that follow a gap, which makes a decoder count anew.
    /// </remarks>
    public static KeyframeRule? For(string codec) => codec switch
    {
        "h264" => new KeyframeRule(packet => HasUnit(packet, head => (head & 31) == IdrSlice)),
        "hevc" => new KeyframeRule(packet => HasUnit(packet, head => TypeOf(head) is >= BrokenLink and <= CleanAccess), LinkIsBroken),
        "vp8" or "vp9" or "av1" or "mpeg4" or "mpeg2video" or "mjpeg" or "prores" or "dnxhd" => new KeyframeRule(_ => true),
        _ => null,
    };

    private static int TypeOf(byte head) => (head >> 1) & 63;

    private static bool HasUnit(ReadOnlySpan<byte> packet, Predicate<byte> isOne)
    {
        foreach (var at in UnitsOf(packet) ?? [])
        {
            if (isOne(packet[at]))
                return true;
        }

        return false;
    }

    private static void LinkIsBroken(Span<byte> packet)
    {
        foreach (var at in UnitsOf(packet) ?? [])
        {
            if (TypeOf(packet[at]) == CleanAccess)
                packet[at] = (byte)((packet[at] & 0x81) | (BrokenLink << 1));
        }
    }

    /// <summary>Where a packet's units begin. Their lengths are told in four bytes, as everybody writes them; null for a packet that they do not fill.</summary>
    private static List<int>? UnitsOf(ReadOnlySpan<byte> packet)
    {
        var units = new List<int>();
        var at = 0;
        while (packet.Length - at > sizeof(uint))
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(packet[at..]);
            at += sizeof(uint);
            if (length == 0 || length > packet.Length - at)
                return null;
            units.Add(at);
            at += (int)length;
        }

        return at == packet.Length ? units : null;
    }
}
