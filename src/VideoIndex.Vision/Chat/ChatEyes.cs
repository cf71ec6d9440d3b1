using VideoIndex.Core;

namespace VideoIndex.Vision;

/// <summary>Looks at what a turn shows: pictures to features, inputs to the items of a prompt.</summary>
internal sealed class ChatEyes(SmolVlm model, ImagePreparer images)
{
    /// <exception cref="ArgumentException">There is nothing to read, or a picture has not the bytes that its size says.</exception>
    public ChatTurn Look(IReadOnlyList<ChatInput> inputs, CancellationToken cancel)
    {
        if (inputs.Count == 0)
            throw new ArgumentException("no input, expected at least one", nameof(inputs));
        var pictures = new List<ReadOnlyMemory<byte>>();
        var items = inputs.Select(input => ToItem(input, pictures)).ToList();
        return new ChatTurn(new ChatMessage(ChatRole.User, items), pictures.Count == 0 ? default : model.EncodeImages(pictures, cancel).AsMemory());
    }

    private ChatItem ToItem(ChatInput input, List<ReadOnlyMemory<byte>> pictures) => input switch
    {
        ChatInput.Text text => new ChatItem.Text(text.Value),
        ChatInput.Image image => Prepare(image.Picture, pictures),
        ChatInput.Video video => Prepare(video.Clip, pictures),
        _ => throw new ArgumentException($"an input of {input.GetType()}, expected text, an image or a video", nameof(input)),
    };

    private ChatItem.Image Prepare(VideoFrame image, List<ReadOnlyMemory<byte>> pictures)
    {
        var squares = new byte[images.GridOf(image.Width, image.Height).Pictures * images.PictureLength];
        var grid = images.ScaleImage(image, squares);
        for (var i = 0; i < grid.Pictures; i++)
            pictures.Add(squares.AsMemory(i * images.PictureLength, images.PictureLength));
        return new ChatItem.Image(grid);
    }

    private ChatItem.Video Prepare(WindowFrames clip, List<ReadOnlyMemory<byte>> pictures)
    {
        if (clip.Frames.Count == 0 || clip.Frames.Count != clip.FrameTimes.Count)
            throw new ArgumentException($"a video of {clip.Frames.Count} frames and {clip.FrameTimes.Count} times, expected at least one and as many of both", nameof(clip));
        foreach (var frame in clip.Frames)
        {
            var square = new byte[images.PictureLength];
            images.ScaleFrame(frame, square);
            pictures.Add(square);
        }

        var start = clip.Window.Start;
        return new ChatItem.Video([.. clip.FrameTimes.Select(t => t > start ? t - start : TimeSpan.Zero)], clip.Window.Length);
    }
}
