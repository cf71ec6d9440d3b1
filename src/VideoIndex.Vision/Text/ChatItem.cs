namespace VideoIndex.Vision;

/// <summary>A part of a turn: text, a still image or a video. There are no other kinds.</summary>
public abstract record ChatItem
{
    private ChatItem()
    {
    }

    public static implicit operator ChatItem(string text) => new Text(text);

    /// <summary>Text as it stands: names of special tokens in it are letters, never tokens.</summary>
    public sealed record Text(string Value) : ChatItem;

    /// <summary>A still image with its tiles as <see cref="ImagePreparer.GridOf"/> gives them.</summary>
    public sealed record Image(ImageGrid Grid) : ChatItem;

    /// <summary>A video, or a window of one.</summary>
    /// <param name="FrameTimes">When its frames were taken, from the start of what <paramref name="Duration"/> measures, in order of time.</param>
    /// <param name="Duration">How long the video is said to be.</param>
    public sealed record Video(IReadOnlyList<TimeSpan> FrameTimes, TimeSpan Duration) : ChatItem;
}
