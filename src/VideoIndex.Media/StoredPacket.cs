namespace VideoIndex.Media;

/// <summary>A packet of a video stream as a container stores it.</summary>
/// <param name="Time">When its picture is shown.</param>
/// <param name="CanBegin">Whether decoding can begin at it: no picture shown after it is made from anything before.</param>
/// <param name="IsDisposable">Whether no other picture is made from its own.</param>
/// <param name="Cluster">The time that the one in <paramref name="Block"/> counts from, in milliseconds.</param>
/// <param name="Block">Its element in Matroska, header and all; the array is longer.</param>
/// <param name="HeaderLength">Bytes of the element before its content.</param>
/// <param name="Length">Bytes of the element.</param>
internal readonly record struct StoredPacket(TimeSpan Time, bool CanBegin, bool IsDisposable, long Cluster, byte[] Block, int HeaderLength, int Length);
