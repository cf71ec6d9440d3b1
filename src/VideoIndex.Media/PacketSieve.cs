namespace VideoIndex.Media;

/// <summary>Tells of a stream's packets, in the order they are stored, which of them the pictures on display at the wanted times are made from. Pure.</summary>
/// <remarks>
/// From a packet that decoding can begin at to the next, only as many are wanted as lead to the last wanted time before that next; where none lies, none. A packet
/// waits until that is known. The first and the last of these groups are wanted whole: the first picture serves for times before it, and where the last group ends
/// the stream does. What a group shows before its own first picture is made from the group before too, and is left out where that one is not whole.
/// </remarks>
/// <param name="wanted">In order, counted like the packets' times: the last picture at or before each.</param>
/// <param name="mostWaiting">Bytes; a group in which more would wait is wanted whole.</param>
internal sealed class PacketSieve(IEnumerable<TimeSpan> wanted, long mostWaiting) : IPacketSieve
{
    // Others compare these times as floating-point numbers.
    private static readonly TimeSpan s_margin = TimeSpan.FromMilliseconds(0.1);

    private readonly Queue<TimeSpan> _wanted = new(wanted);
    private readonly List<StoredPacket> _waiting = [];
    private long _waitingBytes;

    /// <summary>What is shown up to here is wanted as soon as it comes.</summary>
    private TimeSpan _needed = TimeSpan.MinValue;
    private TimeSpan? _groupStart;
    private bool _isWhole = true;
    private bool _isCutBefore;

    /// <summary>Whether groups are not in the order they are shown in: then all are wanted.</summary>
    private bool _runsBackwards;

    public IReadOnlyList<(StoredPacket Packet, bool IsWanted)> Add(StoredPacket packet)
    {
        // The stream goes on to this time: what is wanted before lies in what has come, or is shown before this group's first picture.
        while (_wanted.TryPeek(out var next) && next < packet.Time + s_margin)
            _needed = _wanted.Dequeue() + s_margin;
        var certain = TakeNeeded();
        if (packet.CanBegin)
            certain.AddRange(Begin(packet.Time));
        if (_isCutBefore && packet.Time < _groupStart && packet.Time > _needed)
            return [.. certain, (packet, false)];
        _waiting.Add(packet);
        _waitingBytes += packet.Length;
        _isWhole |= _waitingBytes > mostWaiting;
        return [.. certain, .. TakeNeeded()];
    }

    public IReadOnlyList<(StoredPacket Packet, bool IsWanted)> End() => Take(_waiting.Count, areWanted: true);

    /// <returns>What still waits of the group before: nobody wants it.</returns>
    private List<(StoredPacket Packet, bool IsWanted)> Begin(TimeSpan start)
    {
        _runsBackwards |= start <= _groupStart;
        _isWhole = _groupStart is null || _runsBackwards;
        _isCutBefore = _waiting.Count > 0 && !_isWhole;
        _groupStart = start;
        return Take(_waiting.Count, areWanted: false);
    }

    private List<(StoredPacket Packet, bool IsWanted)> TakeNeeded() =>
        Take(_isWhole ? _waiting.Count : _waiting.FindLastIndex(packet => packet.Time <= _needed) + 1, areWanted: true);

    private List<(StoredPacket Packet, bool IsWanted)> Take(int count, bool areWanted)
    {
        var taken = _waiting.GetRange(0, count);
        _waiting.RemoveRange(0, count);
        _waitingBytes -= taken.Sum(packet => (long)packet.Length);
        return [.. taken.Select(packet => (packet, areWanted))];
    }
}
