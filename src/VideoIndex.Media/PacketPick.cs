namespace VideoIndex.Media;

/// <summary>Which packets of a stream are handed to a decoder.</summary>
/// <param name="Sieve">Made for one reading.</param>
/// <param name="Rule">What is known of the stream's codec.</param>
/// <param name="KeyframesAlone">Whether others never come to the sieve.</param>
internal sealed record PacketPick(IPacketSieve Sieve, PacketRule Rule, bool KeyframesAlone = false);
