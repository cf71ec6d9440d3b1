using System.Buffers.Binary;

namespace VideoIndex.Media;

/// <summary>What the bytes of a codec's packets tell.</summary>
/// <param name="CanBegin">Whether decoding can begin at a packet that is marked as a keyframe.</param>
internal sealed record PacketRule(PacketRule.Test CanBegin)
{
    // ITU-T H.264, table 7-1.
    private const int Slice = 1;
    private const int IdrSlice = 5;

    // ITU-T H.265, table 7-1: types of pictures that decoding can begin at.
    private const int BrokenLink = 16;
    private const int CleanAccess = 21;

    /// <summary>Nothing is known.</summary>
    public static PacketRule None { get; } = new(_ => false);

    public delegate bool Test(ReadOnlySpan<byte> packet);

    public delegate bool TestWithHeader(ReadOnlySpan<byte> packet, ReadOnlySpan<byte> codecHeader);

    public delegate void Edit(Span<byte> packet);

    /// <summary>Whether no other picture is made from a packet's, given the codec's own header as Matroska keeps it; null: it does not tell.</summary>
    public TestWithHeader? IsDisposable { get; init; }

    /// <summary>Changes a packet that decoding begins at where some right before it are left out; null: nothing to change.</summary>
    public Edit? Splice { get; init; }

    /// <summary>What is known of a codec, named as by ffprobe; null where nothing is.</summary>
    /// <remarks>
    /// Of H.264 also packets are marked from which pictures become whole little by little (`intra-refresh`), and open groups, whose pictures are counted on from those
    /// before, so that a decoder loses count over a gap. Only those that begin anew serve. H.265 has a name for pictures that follow a gap, which makes a decoder count anew.
    /// </remarks>
    public static PacketRule? For(string codec) => codec switch
    {
        "h264" => new PacketRule(packet => HasUnit(packet, head => (head & 31) == IdrSlice)) { IsDisposable = (packet, _) => HasOnly(packet, IsUnreferencedH264) },
        "hevc" => new PacketRule(packet => HasUnit(packet, head => TypeOf(head) is >= BrokenLink and <= CleanAccess)) { IsDisposable = IsDisposableHevc, Splice = LinkIsBroken },
        "vp8" or "vp9" or "av1" or "mpeg4" or "mpeg2video" or "mjpeg" or "prores" or "dnxhd" => new PacketRule(_ => true),
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

    /// <summary>Whether a packet holds slices, none of which is referred to, and beside them only what leaves a decoder as it was.</summary>
    /// <param name="isUnreferenced">Of a unit's head; null: no slice, and a decoder does without it.</param>
    private static bool HasOnly(ReadOnlySpan<byte> packet, Func<byte, bool?> isUnreferenced)
    {
        var hasSlice = false;
        foreach (var at in UnitsOf(packet) ?? [])
        {
            if (isUnreferenced(packet[at]) is not { } unreferenced)
                continue;
            if (!unreferenced)
                return false;
            hasSlice = true;
        }

        return hasSlice;
    }

    /// <summary>Messages, delimiters and filling may stand beside slices.</summary>
    private static bool? IsUnreferencedH264(byte head) => (head & 31) switch
    {
        Slice => (head & 0x60) == 0,
        6 or 9 or 12 => null,
        _ => false,
    };

    /// <summary>A picture that its own layer in time does not refer to may be referred to by the next, so there must be one layer only.</summary>
    private static bool IsDisposableHevc(ReadOnlySpan<byte> packet, ReadOnlySpan<byte> header)
    {
        // ISO/IEC 14496-15, 8.3.3.1: numTemporalLayers.
        const int layersAt = 21, layersShift = 3, layersMask = 7;
        return header.Length > layersAt && ((header[layersAt] >> layersShift) & layersMask) == 1 && HasOnly(packet, IsUnreferencedHevc);
    }

    private static bool? IsUnreferencedHevc(byte head) => TypeOf(head) switch
    {
        0 or 2 or 4 or 6 or 8 => true,
        35 or 38 or 39 or 40 => null,
        _ => false,
    };

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
