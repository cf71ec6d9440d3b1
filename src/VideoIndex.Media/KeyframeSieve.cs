namespace VideoIndex.Media;

/// <summary>Of keyframes, lets through those that may be the first in one of equal slots of time, and all from where the last window begins. Pure.</summary>
/// <param name="firstSlot">Where slots begin, counted like the packets' times.</param>
/// <param name="slot">How long each is.</param>
/// <param name="last">From here all are wanted.</param>
internal sealed class KeyframeSieve(TimeSpan firstSlot, TimeSpan slot, TimeSpan last) : IPacketSieve
{
    // Others decide by floating-point numbers which is the first.
    private static readonly TimeSpan s_margin = TimeSpan.FromMilliseconds(0.1);

    private double _before = double.NegativeInfinity;

    public IReadOnlyList<(StoredPacket Packet, bool IsWanted)> Add(StoredPacket packet)
    {
        var isWanted = packet.Time + s_margin >= last || SlotOf(packet.Time + s_margin) > _before;
        _before = SlotOf(packet.Time - s_margin);
        return [(packet, isWanted)];
    }

    public IReadOnlyList<(StoredPacket Packet, bool IsWanted)> End() => [];

    private double SlotOf(TimeSpan time) => Math.Floor((time - firstSlot) / slot);
}
