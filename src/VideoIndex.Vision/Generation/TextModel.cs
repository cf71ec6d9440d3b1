namespace VideoIndex.Vision;

/// <summary>The text model, loaded: its graphs and its embedding matrix. One batch at a time.</summary>
/// <param name="parts">In the order of their running.</param>
/// <param name="floats">Of its cache.</param>
/// <param name="readsRowsOn">As <see cref="ReadsRowsOn"/>.</param>
/// <param name="card">Null where it runs on the processor.</param>
internal sealed class TextModel(
    TextModelConfig config, int imageToken, EmbeddingTable embeddings, IReadOnlyList<(TextPart Part, ModelSession Session)> parts, OnnxType floats, bool readsRowsOn, CardParts? card) : IDisposable
{
    /// <summary>As much as a batch of captions takes.</summary>
    private const long MostAtRest = 256 << 20;

    private PromptBeginning? _beginning;

    public TextModelConfig Config => config;

    public IReadOnlyList<(TextPart Part, ModelSession Session)> Parts => parts;

    /// <summary>For all parts and steps; they bind it where it lies. Null where the one graph holds it.</summary>
    public RotaryTable? Rotary { get; } = parts[0].Part.IsWhole(config.Layers) ? null : RotaryTable.Build(config.MaxPositions, config.HeadWidth, config.RopeTheta);

    public OnnxType Floats => floats;

    /// <summary>Null where it runs on the processor.</summary>
    public CardParts? Card => card;

    public long WeightBytes => embeddings.Bytes + parts.Sum(part => part.Session.WeightBytes);

    public TimeSpan TimeInRuntime => parts.Aggregate(TimeSpan.Zero, (sum, part) => sum + part.Session.TimeInRuntime);

    /// <summary>What of <see cref="TimeInRuntime"/> went into runs of more than one token a row. Kept by <see cref="TextStep"/>.</summary>
    public TimeSpan TimeInPrompts { get; set; }

    /// <summary>Of the cache of a batch that is begun and ended here: had anew for each of twelve windows, the system's clearing of it took 4 % of their time.</summary>
    public KeptMemory BatchMemory { get; } = new(MostAtRest);

    /// <summary>What the last prompts with pictures began with.</summary>
    public PromptBeginning Beginning => _beginning ??= new PromptBeginning(this);

    /// <summary>
    /// Whether what all prompts begin with is read once. That pays where reading costs by the token: on a processor, with a model so large that
    /// it is in parts.
    /// </summary>
    public bool ReadsBeginningsOnce { get; set; } = card is null && parts.Count > 1;

    /// <summary>Whether one run can read several tokens of several rows after others: ONNX Runtime's attention does so for one row only.</summary>
    public bool ReadsRowsOn => readsRowsOn;

    /// <summary>Bound memory is read where it lies on the CPU; a device reads a copy that was made when it was bound.</summary>
    public bool BindsOnce => card is null;

    /// <summary>The embeddings of one token.</summary>
    public void Embed(int token, Span<float> target) => embeddings.Read(token, target);

    public bool IsImage(int token) => token == imageToken;

    /// <summary>The embeddings of a prompt from token <paramref name="first"/> on [tokens, width], pictures' features in the place of image tokens.</summary>
    public void Embed(ModelPrompt prompt, int first, Span<float> target)
    {
        var features = prompt.ImageFeatures.Span[(prompt.TokenIds.Take(first).Count(IsImage) * config.Width)..];
        for (var i = first; i < prompt.TokenIds.Count; i++)
        {
            var row = target.Slice((i - first) * config.Width, config.Width);
            if (!IsImage(prompt.TokenIds[i]))
            {
                embeddings.Read(prompt.TokenIds[i], row);
                continue;
            }

            features[..config.Width].CopyTo(row);
            features = features[config.Width..];
        }
    }

    /// <exception cref="ArgumentException">Tokens outside the vocabulary, too many of them, or another number of features than image tokens.</exception>
    public void Check(ModelPrompt prompt, int maxNewTokens)
    {
        var tokens = prompt.TokenIds;
        if (tokens.Count == 0 || tokens.Count + maxNewTokens > config.MaxPositions)
            throw new ArgumentException($"a prompt of {tokens.Count} and {maxNewTokens} new tokens, expected at least 1 and together at most {config.MaxPositions}");
        foreach (var token in tokens)
            if ((uint)token >= (uint)config.Vocabulary)
                throw new ArgumentException($"token {token} is not in the vocabulary of {config.Vocabulary}");
        var imageTokens = tokens.Count(IsImage);
        if (prompt.ImageFeatures.Length != (long)imageTokens * config.Width)
            throw new ArgumentException($"{prompt.ImageFeatures.Length} feature values for {imageTokens} image tokens of {config.Width}");
    }

    public void Dispose()
    {
        _beginning?.Dispose();
        BatchMemory.Dispose();
        foreach (var (_, session) in parts)
            session.Dispose();
        embeddings.Dispose();
        Rotary?.Dispose();
        card?.Dispose();
    }
}
