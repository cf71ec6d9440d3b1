using VideoIndex.Core;

namespace VideoIndex.Vision;

/// <summary>Something that a model is shown or told: text, a still image, or frames of a video. There are no other kinds.</summary>
public abstract record ChatInput
{
    private ChatInput()
    {
    }

    public static implicit operator ChatInput(string text) => new Text(text);

    /// <summary>Text as it stands: names of special tokens in it are letters, never tokens.</summary>
    public sealed record Text(string Value) : ChatInput;

    /// <summary>A still, cut into tiles where <see cref="ChatOptions.SplitImages"/> says so.</summary>
    public sealed record Image(VideoFrame Picture) : ChatInput;

    /// <summary>A video, or a span of one. The model is told the frames' times from the span's start, and its length.</summary>
    /// <param name="Clip">At least one frame, and a time for each.</param>
    public sealed record Video(WindowFrames Clip) : ChatInput;
}
