using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace VideoIndex.Media;

/// <summary>Reads a Matroska stream of one track as ffmpeg writes it into a pipe, packet by packet. For one reader.</summary>
/// <remarks>RFC 9559; of its elements only what ffmpeg's muxer writes between the header and the end: anything else is <see cref="InvalidDataException"/>.</remarks>
/// <param name="rule">What is known of the track's codec.</param>
internal sealed class MatroskaPackets(Stream source, PacketRule rule)
{
    private const uint Segment = 0x18538067;
    private const uint Tracks = 0x1654AE6B;
    private const uint Track = 0xAE;
    private const uint CodecPrivate = 0x63A2;
    private const uint Cluster = 0x1F43B675;
    private const uint ClusterTime = 0xE7;
    private const uint SimpleBlock = 0xA3;
    private const uint BlockGroup = 0xA0;

    // Larger than any picture that is decoded (see MediaOptions.MaxPixels), stored without loss in 16 bits a channel.
    private const int LongestElement = 256 << 20;

    // Track (one byte: it is the first), time (two bytes), flags.
    private const int BlockHead = 4;

    private readonly byte[] _buffer = new byte[256 << 10];
    private readonly ArrayBufferWriter<byte> _head = new();
    private int _from;
    private int _to;
    private long _clusterTime;
    private byte[] _codecHeader = [];

    /// <summary>What comes before the first packet. Complete when that has been read.</summary>
    public ReadOnlyMemory<byte> Head => _head.WrittenMemory;

    /// <summary>The packets in the order they are stored. Each one's block is of the shared pool: whoever is done with it gives it back.</summary>
    /// <exception cref="InvalidDataException">These are not bytes that ffmpeg's muxer writes.</exception>
    public async IAsyncEnumerable<StoredPacket> ReadAsync([EnumeratorCancellation] CancellationToken cancel = default)
    {
        var hasBegun = false;
        while (await FillAsync(1, cancel))
        {
            var (id, size, headerLength) = await ReadHeaderAsync(cancel);
            hasBegun |= id == Cluster;
            if (id is Segment or Cluster)
            {
                if (!hasBegun)
                    _head.Write(SegmentStart);
                _from += headerLength;
                continue;
            }

            if (size is < 0 or > LongestElement || id == BlockGroup)
                throw new InvalidDataException($"an element {id:X} of {size} bytes");
            if (id == SimpleBlock)
            {
                yield return await ReadBlockAsync(headerLength, (int)size, cancel);
                continue;
            }

            var element = await TakeAsync(headerLength + (int)size, cancel);
            if (id == Tracks)
                _codecHeader = Find(CodecPrivate, Find(Track, element.AsSpan(headerLength, (int)size))).ToArray();
            if (id == ClusterTime)
                _clusterTime = ReadNumber(element.AsSpan(headerLength, (int)size));
            else if (!hasBegun)
                _head.Write(element.AsSpan(0, headerLength + (int)size));
            ArrayPool<byte>.Shared.Return(element);
        }
    }

    /// <summary>A cluster of unknown length that begins at this time: blocks follow it.</summary>
    public static byte[] ClusterStart(long time)
    {
        var start = new byte[22];
        ReadOnlySpan<byte> beforeTime = [0x1F, 0x43, 0xB6, 0x75, 0x01, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xE7, 0x88];
        beforeTime.CopyTo(start);
        BinaryPrimitives.WriteInt64BigEndian(start.AsSpan(beforeTime.Length), time);
        return start;
    }

    /// <summary>What the codec wrote.</summary>
    public static Span<byte> ContentOf(in StoredPacket packet) => packet.Block.AsSpan((packet.HeaderLength + BlockHead)..packet.Length);

    private static ReadOnlySpan<byte> SegmentStart => [0x18, 0x53, 0x80, 0x67, 0x01, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF];

    private async Task<StoredPacket> ReadBlockAsync(int headerLength, int size, CancellationToken cancel)
    {
        var block = await TakeAsync(headerLength + size, cancel);
        var body = block.AsSpan(headerLength, size);
        if (size < BlockHead || body[0] != 0x81)
            throw new InvalidDataException("a block of another track than the first");
        var time = _clusterTime + BinaryPrimitives.ReadInt16BigEndian(body[1..]);
        var isKeyframe = (body[3] & 0x80) != 0;
        var content = body[BlockHead..];
        return new StoredPacket(
            TimeSpan.FromMilliseconds(time), isKeyframe && rule.CanBegin(content), !isKeyframe && rule.IsDisposable?.Invoke(content, _codecHeader) == true,
            _clusterTime, block, headerLength, headerLength + size);
    }

    /// <summary>The next element's header, which stays unread.</summary>
    private async Task<(uint Id, long Size, int Length)> ReadHeaderAsync(CancellationToken cancel)
    {
        const int longest = 4 + 8;
        await FillAsync(longest, cancel);
        return HeaderOf(_buffer.AsSpan(_from, _to - _from));
    }

    /// <returns>The content of the first element of this name among some; nothing when there is none.</returns>
    private static ReadOnlySpan<byte> Find(uint name, ReadOnlySpan<byte> elements)
    {
        while (elements.Length > 0)
        {
            var (id, size, length) = HeaderOf(elements);
            elements = elements[length..];
            if (size < 0 || size > elements.Length)
                throw new InvalidDataException($"an element {id:X} of {size} bytes in {elements.Length}");
            if (id == name)
                return elements[..(int)size];
            elements = elements[(int)size..];
        }

        return [];
    }

    /// <summary>The header that some bytes begin with. A size that is not told is negative.</summary>
    private static (uint Id, long Size, int Length) HeaderOf(ReadOnlySpan<byte> bytes)
    {
        var idLength = System.Numerics.BitOperations.LeadingZeroCount((uint)bytes[0] << 24) + 1;
        if (idLength > 4 || bytes.Length <= idLength)
            throw new InvalidDataException("an element without a name");
        var sizeLength = System.Numerics.BitOperations.LeadingZeroCount((uint)bytes[idLength] << 24) + 1;
        if (sizeLength > 8 || bytes.Length < idLength + sizeLength)
            throw new InvalidDataException("an element without a size");
        var size = ReadNumber(bytes.Slice(idLength, sizeLength)) & (long)(ulong.MaxValue >> (64 - 7 * sizeLength));
        var isUntold = size == (long)(ulong.MaxValue >> (64 - 7 * sizeLength));
        return ((uint)ReadNumber(bytes[..idLength]), isUntold ? -1 : size, idLength + sizeLength);
    }

    private static long ReadNumber(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > 8)
            throw new InvalidDataException("a number of more than eight bytes");
        var number = 0L;
        foreach (var each in bytes)
            number = (number << 8) | each;
        return number;
    }

    /// <returns>That many bytes, in an array of the shared pool.</returns>
    private async Task<byte[]> TakeAsync(int count, CancellationToken cancel)
    {
        var taken = ArrayPool<byte>.Shared.Rent(count);
        var buffered = Math.Min(count, _to - _from);
        _buffer.AsSpan(_from, buffered).CopyTo(taken);
        _from += buffered;
        if (await source.ReadAtLeastAsync(taken.AsMemory(buffered, count - buffered), count - buffered, throwOnEndOfStream: false, cancel) < count - buffered)
            throw new InvalidDataException("the stream ends in the middle of an element");
        return taken;
    }

    /// <returns>Whether there are so many bytes to read: fewer only at the stream's end.</returns>
    private async Task<bool> FillAsync(int count, CancellationToken cancel)
    {
        if (_to - _from >= count)
            return true;
        _buffer.AsSpan(_from, _to - _from).CopyTo(_buffer);
        (_from, _to) = (0, _to - _from);
        _to += await source.ReadAtLeastAsync(_buffer.AsMemory(_to), count - _to, throwOnEndOfStream: false, cancel);
        return _to >= count;
    }
}
