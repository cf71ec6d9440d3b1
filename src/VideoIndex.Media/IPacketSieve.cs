namespace VideoIndex.Media;

/// <summary>Tells which of a stream's packets a decoder needs. For one reading of a stream.</summary>
internal interface IPacketSieve
{
    /// <summary>Takes the next packet, and gives those of which it is certain now; the wanted ones in order.</summary>
    IReadOnlyList<(StoredPacket Packet, bool IsWanted)> Add(StoredPacket packet);

    /// <summary>At the stream's end: what still waits.</summary>
    IReadOnlyList<(StoredPacket Packet, bool IsWanted)> End();
}
