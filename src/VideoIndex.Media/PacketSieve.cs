namespace VideoIndex.Media;

/// <summary>Tells of a stream's packets, in the order they are stored, which of them the pictures on display at the wanted times are made from. Pure.</summary>
/// <remarks>
/// From a packet that decoding can begin at to the next, only as many are wanted as lead to the last wanted time before that next; where none lies, none. A packet
/// waits until that is known. The first and the last of these groups are wanted whole: the first picture serves for times before it, and where the last group ends
/// the stream does. What a group shows before its own first picture is made from the group before too, and is left out where that one is not whole.
/// In any group a picture that no other is made from is left out unless it is itself on display at a wanted time.
/// </remarks>
/// <param name="wanted">In order, counted like the packets' times: the last picture at or before each.</param>
/// <param name="mostWaiting">Bytes; a group in which more would wait is wanted whole.</param>
internal sealed class PacketSieve(IEnumerable<TimeSpan> wanted, long mostWaiting) : IPacketSieve
{
    /// <summary>Packets before and after one among which the picture shown next is looked for: encoders store up to 16 between two that they are made from.</summary>
    private const int Near = 32;

    // Others compare these times as floating-point numbers.
    private static readonly TimeSpan s_margin = TimeSpan.FromMilliseconds(0.1);

    private readonly TimeSpan[] _wanted = [.. wanted];
    private readonly List<StoredPacket> _waiting = [];

    /// <summary>Those of the group that were told of last; their bytes are another's by now.</summary>
    private readonly List<StoredPacket> _before = [];
    private int _next;
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
        while (_next < _wanted.Length && _wanted[_next] < packet.Time + s_margin)
            _needed = _wanted[_next++] + s_margin;
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

    public IReadOnlyList<(StoredPacket Packet, bool IsWanted)> End() => Take(_waiting.Count, IsWanted);

    /// <returns>What still waits of the group before: nobody wants it.</returns>
    private List<(StoredPacket Packet, bool IsWanted)> Begin(TimeSpan start)
    {
        _runsBackwards |= start <= _groupStart;
        _isWhole = _groupStart is null || _runsBackwards;
        _isCutBefore = _waiting.Count > 0 && !_isWhole;
        _groupStart = start;
        var left = Take(_waiting.Count, _ => false);
        _before.Clear();
        return left;
    }

    private List<(StoredPacket Packet, bool IsWanted)> TakeNeeded() =>
        Take(_isWhole ? _waiting.Count : _waiting.FindLastIndex(packet => packet.Time <= _needed) + 1, IsWanted);

    /// <param name="isWanted">Asked for the places of those that waited.</param>
    private List<(StoredPacket Packet, bool IsWanted)> Take(int count, Func<int, bool> isWanted)
    {
        List<(StoredPacket Packet, bool IsWanted)> taken = [.. _waiting.Take(count).Select((packet, place) => (packet, isWanted(place)))];
        _before.AddRange(_waiting.Take(count));
        _before.RemoveRange(0, Math.Max(0, _before.Count - Near));
        _waiting.RemoveRange(0, count);
        _waitingBytes -= taken.Sum(each => (long)each.Packet.Length);
        return taken;
    }

    /// <summary>
    /// Of what is taken. One that may be left out has a picture stored before it and shown after it, which is not left out: so the stream ends when it did.
    /// How long it is shown is known only from what has come; longer than in truth, if at all.
    /// </summary>
    private bool IsWanted(int place)
    {
        var packet = _waiting[place];
        if (!packet.IsDisposable || _runsBackwards || packet.Time < _groupStart)
            return true;
        var before = _before.Concat(_waiting.Take(place)).TakeLast(Near).Where(other => other.Time > packet.Time).ToList();
        if (before.All(other => other.IsDisposable))
            return true;
        var next = before.Concat(_waiting.Skip(place + 1).Take(Near).Where(other => other.Time > packet.Time)).Min(other => other.Time);
        var first = Array.BinarySearch(_wanted, packet.Time - s_margin);
        first = first < 0 ? ~first : first;
        return first < _wanted.Length && _wanted[first] < next + s_margin;
    }
}
