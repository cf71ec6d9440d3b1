using VideoIndex.Core;

namespace VideoIndex.Vision;

/// <summary>Writes conversations in the form that SmolVLM2 was trained on, placeholders of pictures written out. Thread-safe.</summary>
/// <remarks>
/// The form is that of the reference's template and processor, its odd corners included (one frame is `one frames`).
/// Text of messages is encoded apart from the template's special tokens: a question or a caption cannot end a turn or claim a picture.
/// </remarks>
public sealed class ChatPromptBuilder
{
    private readonly SmolVlmTokenizer _tokenizer;
    private readonly int _tokensPerPicture;
    private readonly int _conversationStart;
    private readonly int _aroundImage;
    private readonly int _wholeImage;
    private readonly int _image;

    /// <param name="tokensPerPicture"><see cref="ImagePreparation.TokensPerPicture"/> of the same checkpoint.</param>
    /// <exception cref="VideoIndexException"><c>model_unsupported</c>: the tokenizer lacks a token of the form.</exception>
    public ChatPromptBuilder(SmolVlmTokenizer tokenizer, int tokensPerPicture)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(tokensPerPicture, 1);
        _tokenizer = tokenizer;
        _tokensPerPicture = tokensPerPicture;
        _conversationStart = tokenizer.IdOf("<|im_start|>");
        TurnEnd = tokenizer.IdOf("<end_of_utterance>");
        _aroundImage = tokenizer.IdOf("<fake_token_around_image>");
        _wholeImage = tokenizer.IdOf("<global-img>");
        _image = tokenizer.IdOf("<image>");
    }

    /// <summary>The token that ends every turn.</summary>
    internal int TurnEnd { get; }

    /// <summary>The conversation followed by the beginning of the assistant's turn.</summary>
    /// <exception cref="ArgumentException">There is no message, a message without items, or a video without frames.</exception>
    /// <exception cref="VideoIndexException"><c>model_unsupported</c>: an image has more rows or columns than the tokenizer has names for.</exception>
    public ChatPrompt Build(params IReadOnlyList<ChatMessage> messages)
    {
        if (messages.Count == 0)
            throw new ArgumentException("no message, expected at least one", nameof(messages));
        var tokens = new PromptTokens(_tokenizer);
        tokens.AddSpecial(_conversationStart);
        foreach (var message in messages)
            AddTurn(tokens, message);
        tokens.AddText("Assistant:");
        return new ChatPrompt(tokens.ToIds(), tokens.PictureStarts, _tokensPerPicture);
    }

    private void AddTurn(PromptTokens tokens, ChatMessage message)
    {
        if (message.Items.Count == 0)
            throw new ArgumentException($"a turn of the {message.Role} has no item, expected at least one", nameof(message));
        tokens.AddText(message.Items[0] is ChatItem.Image ? $"{message.Role}:" : $"{message.Role}: ");
        foreach (var item in message.Items)
            AddItem(tokens, item);
        tokens.AddSpecial(TurnEnd);
        tokens.AddText("\n");
    }

    private void AddItem(PromptTokens tokens, ChatItem item)
    {
        switch (item)
        {
            case ChatItem.Text text:
                tokens.AddText(text.Value);
                break;
            case ChatItem.Image image:
                AddImage(tokens, image.Grid);
                break;
            case ChatItem.Video video:
                AddVideo(tokens, video);
                break;
        }
    }

    private void AddVideo(PromptTokens tokens, ChatItem.Video video)
    {
        if (video.FrameTimes.Count == 0)
            throw new ArgumentException("a video has no frames, expected at least one", nameof(video));
        var (count, length) = (NumberWords.Cardinal(video.FrameTimes.Count), VideoTimes.HoursMinutesSeconds(video.Duration));
        tokens.AddText($"You are provided the following series of {count} frames from a {length} [H:MM:SS] video.\n");
        foreach (var time in video.FrameTimes)
        {
            tokens.AddText($"\nFrame from {VideoTimes.MinutesSeconds(time)}:");
            AddImage(tokens, ImageGrid.Whole);
        }

        tokens.AddText("\n\n");
    }

    private void AddImage(PromptTokens tokens, ImageGrid grid)
    {
        for (var row = 1; row <= grid.Rows; row++)
        {
            for (var column = 1; column <= grid.Columns; column++)
                AddPicture(tokens, _tokenizer.IdOf($"<row_{row}_col_{column}>"));
            tokens.AddText("\n");
        }

        if (grid.Rows > 0)
            tokens.AddText("\n");
        AddPicture(tokens, _wholeImage);
        tokens.AddSpecial(_aroundImage);
    }

    private void AddPicture(PromptTokens tokens, int place)
    {
        tokens.AddSpecial(_aroundImage);
        tokens.AddSpecial(place);
        tokens.AddPicture(_image, _tokensPerPicture);
    }
}
