using VideoIndex.Core;

namespace VideoIndex.Media;

/// <summary>Which pictures of a stream ffmpeg hands out: the filters that choose them, and how many they are (at most, for keyframes).</summary>
internal sealed record FramePick(string Filter, long Count)
{
    /// <summary>
    /// Full decodes every picture that comes. Auto leaves out those that no other is made from (a third less work as encoders write H.264): the picture on display may then be
    /// one that was shown some hundredths of a second before. (Where the packets that are fed were chosen so already, it is full.) With keyframes nothing between them is
    /// decoded, and each picture's time comes with it.
    /// </summary>
    public FramePlan Plan { get; init; }

    /// <summary>Which packets are handed to the decoder, by a process that decodes nothing; null: the decoder reads the media itself.</summary>
    public PacketPick? Fed { get; init; }
}
