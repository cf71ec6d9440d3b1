namespace VideoIndex.Media;

/// <summary>Which packets of a stream are handed to a decoder.</summary>
/// <param name="Sieve">Made for one reading.</param>
/// <param name="Keyframes">What is known of the stream's keyframes.</param>
/// <param name="KeyframesAlone">Whether others never come to the sieve.</param>
internal sealed record PacketPick(IPacketSieve Sieve, KeyframeRule Keyframes, bool KeyframesAlone = false);
