using VideoIndex.Core;

namespace VideoIndex.Vision;

/// <summary>Captions windows of a video with a SmolVLM2 model, each as a short video of its own.</summary>
/// <remarks>
/// Frame times and length are told to the model from the window's start, as in the clips it was trained on. Greedy, so that equal windows get
/// equal captions. <see cref="Prepare"/> is safe from many threads, <see cref="CaptionBatch"/> from one at a time. Owns the model.
/// </remarks>
public sealed class SmolVlmCaptioner : ICaptioner
{
    // As many rows as our kernels multiply with one reading of the weights. More gain nothing on a CPU: sample model, 2 threads, processor
    // time a window with ONNX Runtime's kernels: 24 ms alone, 18 in batches of 8, 19 of 16, 19 of 32.
    private const int MostWindows = 12;
    // A batch that is interrupted is lost: the larger the model, the fewer windows. Gives 12 of the 256M, 10 of the 500M and 2 of the 2.2B.
    private const long CacheBytes = 256 << 20;

    // A card's step waits for its weights, not for its rows: it costs little more for many. Not measured: no machine of ours had a card. A window
    // of 3 pictures of 512 pixels is 2 MB until its turn comes.
    private const int MostWindowsOnCard = 32;
    private const long CardCacheBytes = 2L << 30;

    private readonly CaptionOptions _options;
    private readonly GenerationOptions _generation;
    private SmolVlm _model;
    private HalvingRunner _memory = new();
    private int _preferredBatch;

    /// <exception cref="VideoIndexException"><c>bad_option</c>.</exception>
    public SmolVlmCaptioner(SmolVlm model, CaptionOptions options)
        : this(model, options, new GenerationOptions { MaxNewTokens = options.MaxNewTokens, BannedTokens = model.TemplateTokens })
    {
    }

    /// <summary>One whose answers are written otherwise: to a fixed length, where only speed is of interest.</summary>
    internal SmolVlmCaptioner(SmolVlm model, CaptionOptions options, GenerationOptions generation)
    {
        options.Validate();
        (_model, _options, _generation) = (model, options, generation);
        _preferredBatch = FindPreferredBatch();
    }

    public string Device
    {
        get
        {
            string?[] notes = [_model.DeviceNote, _memory.Most is { } most ? $"memory ran out: batches of at most {most}" : null];
            var said = string.Join("; ", notes.Where(n => n is not null));
            return said.Length == 0 ? _model.Device : $"{_model.Device} ({said})";
        }
    }

    /// <summary>Fewer once memory ran out.</summary>
    public int PreferredBatch => Math.Min(_preferredBatch, _memory.Most ?? _preferredBatch);

    private int FeaturesPerPicture => _model.Config.Vision.TokensPerImage * _model.Config.Text.Width;

    /// <summary>What captions of this checkpoint will depend on, known without loading its weights.</summary>
    /// <exception cref="VideoIndexException"><c>model_missing</c>, <c>model_damaged</c>, <c>model_unsupported</c> or <c>bad_option</c>.</exception>
    public static CaptionSettings SettingsOf(string folder, VisionOptions vision, CaptionOptions options, WindowPlan plan)
    {
        options.Validate();
        vision.Validate();
        return new CaptionSettings(SmolVlm.NameOf(folder, vision), vision.Precision.Name(), options.Prompt, options.MaxNewTokens, plan);
    }

    /// <summary>Frames that are the same object are one picture: it is prepared and encoded once.</summary>
    /// <exception cref="ArgumentException">There is no frame, not a time for each, or a frame has not the bytes that its size says.</exception>
    public PreparedWindow Prepare(WindowFrames window)
    {
        if (window.Frames.Count == 0 || window.Frames.Count != window.FrameTimes.Count)
            throw new ArgumentException($"{window.Frames.Count} frames and {window.FrameTimes.Count} times, expected at least one and as many of both", nameof(window));
        var length = _model.Images.PictureLength;
        var pictures = window.Frames.Distinct<VideoFrame>(ReferenceEqualityComparer.Instance).ToList();
        var pixels = GC.AllocateUninitializedArray<byte>(pictures.Count * length);
        for (var i = 0; i < pictures.Count; i++)
            _model.Images.ScaleFrame(pictures[i], pixels.AsSpan(i * length, length));
        return new PreparedWindow(window.Window, window.FrameTimes, pixels)
        {
            PictureOfFrame = [.. window.Frames.Select(frame => pictures.FindIndex(picture => ReferenceEquals(picture, frame)))],
        };
    }

    /// <summary>In smaller batches where memory runs out; on the CPU where an accelerator fails that nobody asked for by name.</summary>
    /// <exception cref="VideoIndexException">
    /// <c>out_of_memory</c>: there is not enough for one window alone; <c>device_unavailable</c>: the device that was asked for failed.
    /// </exception>
    public IReadOnlyList<Caption> CaptionBatch(IReadOnlyList<PreparedWindow> windows, CancellationToken cancel)
    {
        try
        {
            return _memory.Run(windows, some => CaptionTogether(some, cancel));
        }
        catch (VideoIndexException trouble) when (_model.MayGoOnOnCpu(trouble))
        {
            var onCpu = _model.LoadOnCpuAfter(trouble);
            _model.Dispose();
            (_model, _memory) = (onCpu, new HalvingRunner());
            _preferredBatch = FindPreferredBatch();
        }

        return _memory.Run(windows, some => CaptionTogether(some, cancel));
    }

    public void Dispose() => _model.Dispose();

    private IReadOnlyList<Caption> CaptionTogether(IReadOnlyList<PreparedWindow> windows, CancellationToken cancel)
    {
        var pictures = DistinctPictures.Of([.. windows.SelectMany(Pictures)]);
        var features = _model.EncodeImages(pictures.Pictures, cancel);
        var prompts = new List<ModelPrompt>(windows.Count);
        var first = 0;
        foreach (var window in windows)
        {
            prompts.Add(new ModelPrompt(TokensFor(window.Window, window.FrameTimes), ByFrame(window, [.. pictures.PlaceOf.Skip(first).Take(window.Pictures)], features)));
            first += window.Pictures;
        }

        return [.. windows.Zip(_model.Generate(prompts, _generation, cancel), ToCaption)];
    }

    private IEnumerable<ReadOnlyMemory<byte>> Pictures(PreparedWindow window)
    {
        var length = _model.Images.PictureLength;
        return Enumerable.Range(0, window.Pictures).Select(i => (ReadOnlyMemory<byte>)window.Pixels.AsMemory(i * length, length));
    }

    /// <param name="places">Where in the features each of the window's pictures stands.</param>
    private float[] ByFrame(PreparedWindow window, int[] places, float[] features)
    {
        var ofFrames = new float[window.FrameTimes.Count * FeaturesPerPicture];
        for (var frame = 0; frame < window.FrameTimes.Count; frame++)
            features.AsSpan(places[window.PictureOfFrame[frame]] * FeaturesPerPicture, FeaturesPerPicture).CopyTo(ofFrames.AsSpan(frame * FeaturesPerPicture));
        return ofFrames;
    }

    /// <exception cref="VideoIndexException"><c>bad_option</c> when so many frames do not fit what the model can read.</exception>
    internal IReadOnlyList<int> TokensFor(TimeRange window, IReadOnlyList<TimeSpan> frameTimes)
    {
        var times = frameTimes.Select(t => t > window.Start ? t - window.Start : TimeSpan.Zero).ToList();
        var question = new ChatMessage(ChatRole.User, new ChatItem.Video(times, window.Length), _options.Question);
        var tokens = _options.SystemPrompt.Length == 0
            ? _model.Prompts.Build(question).TokenIds
            : _model.Prompts.Build(new ChatMessage(ChatRole.System, _options.SystemPrompt), question).TokenIds;
        var most = _model.Config.Text.MaxPositions;
        return tokens.Count + _options.MaxNewTokens <= most
            ? tokens
            : throw new VideoIndexException(ErrorCodes.BadOption,
                $"a window of {frameTimes.Count} frames makes a prompt of {tokens.Count} tokens, with {_options.MaxNewTokens} for the caption the model takes {most}",
                "take fewer frames a window or a shorter question");
    }

    private Caption ToCaption(PreparedWindow window, GeneratedAnswer answer)
    {
        var (text, note) = CaptionText.Judge(_model.Tokenizer.Decode(answer.TokenIds), answer.Stop);
        return new Caption(window.Window, text, window.FrameTimes, _model.Device, note);
    }

    private int FindPreferredBatch()
    {
        var plain = new WindowPlan(TimeSpan.FromSeconds(10), 3);
        var window = new TimeRange(TimeSpan.Zero, plain.WindowLength);
        var tokens = TokensFor(window, plain.FrameTimes(window)).Count + _options.MaxNewTokens;
        var (bytes, most) = _model.IsOnCard ? (CardCacheBytes, MostWindowsOnCard) : (CacheBytes, MostWindows);
        return (int)Math.Clamp(bytes / (tokens * _model.Config.Text.CacheBytesPerToken), 1, most);
    }
}
