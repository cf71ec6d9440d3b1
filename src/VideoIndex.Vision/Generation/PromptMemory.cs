namespace VideoIndex.Vision;

/// <summary>Keys and values of what was read and written last, so that a prompt that begins in the same way is read only from where it differs.</summary>
/// <remarks>Holds memory outside the managed heap, for as many tokens as a conversation has come to.</remarks>
internal sealed class PromptMemory(TextModel model) : IDisposable
{
    /// <summary>Room is made for a multiple of so many tokens: of the 256M in floats a token takes 45 KiB.</summary>
    private const int Step = 128;

    private readonly List<int> _tokens = [];
    private ReadOnlyMemory<float> _features;
    private DecodeBatch? _batch;
    private int _capacity;

    /// <summary>How many tokens of the last prompt were not read anew.</summary>
    public int Reused { get; private set; }

    /// <summary>Reads a prompt, of which the room after it is kept for an answer.</summary>
    public void Read(ModelPrompt prompt, int newTokens, NextTokenReader onNext, CancellationToken cancel)
    {
        Reused = CountSame(prompt);
        MakeRoom(prompt.TokenIds.Count + newTokens);
        _tokens.RemoveRange(Reused, _tokens.Count - Reused);
        _features = prompt.ImageFeatures;
        _batch!.Extend(prompt, Reused, onNext, cancel);
        _tokens.AddRange(prompt.TokenIds.Skip(Reused));
    }

    /// <summary>Goes on with a token.</summary>
    public void Advance(int token, NextTokenReader onNext, CancellationToken cancel)
    {
        _batch!.Advance([token], onNext, cancel);
        _tokens.Add(token);
    }

    /// <summary>Lets go of all that belongs to the model; the memory may then outlive it.</summary>
    public void Rest() => _batch?.Rest();

    public void Dispose() => _batch?.Dispose();

    private void MakeRoom(int tokens)
    {
        if (tokens <= _capacity)
            return;
        var capacity = Math.Min(model.Config.MaxPositions, (tokens + Step - 1) / Step * Step);
        var batch = new DecodeBatch(model, maxRows: 1, capacity);
        if (Reused > 0 && !batch.TryTakeRow(_batch!, Reused))
            Reused = 0;
        _batch?.Dispose();
        (_batch, _capacity) = (batch, capacity);
    }

    /// <summary>Equal tokens whose pictures are equal too; all but the last, whose logits are asked for.</summary>
    private int CountSame(ModelPrompt prompt)
    {
        var (same, image) = (0, 0);
        while (same < _tokens.Count && same < prompt.TokenIds.Count - 1 && _tokens[same] == prompt.TokenIds[same])
        {
            if (model.IsImage(_tokens[same]) && !IsSameImage(prompt, image++))
                break;
            same++;
        }

        return same;
    }

    private bool IsSameImage(ModelPrompt prompt, int image)
    {
        var width = model.Config.Width;
        return _features.Span.Slice(image * width, width).SequenceEqual(prompt.ImageFeatures.Span.Slice(image * width, width));
    }
}
