using VideoIndex.Core;

namespace VideoIndex.Vision;

/// <summary>A SmolVLM2 model, loaded from a checkpoint's own files: pictures and tokens in, features, logits and answers out.</summary>
/// <remarks>
/// The network is built in C# from <c>config.json</c> and the safetensors files and runs in ONNX Runtime, in floats of 32 or 16 bits or in integers of 8 or 4.
/// Not thread-safe: one call at a time. Source of the mathematics: transformers, modeling_smolvlm.py and modeling_llama.py.
/// </remarks>
public sealed class SmolVlm : IDisposable
{
    private readonly VisionEncoder _encoder;
    private readonly TextModel _text;
    private readonly ComputeDevice _device;

    /// <summary>Rows of the vocabulary that no token has, as where its size was rounded up: nothing can be said with them.</summary>
    private readonly IReadOnlyList<int> _nameless;

    private readonly string _folder;
    private readonly VisionOptions _options;

    private SmolVlm(string folder, VisionOptions options, ModelWeights weights, SmolVlmConfig config, LanguageParts language, VisionEncoder encoder, TextModel text)
    {
        (_folder, _options, _device, _encoder, _text) = (folder, options, weights.Device, encoder, text);
        Name = NameOf(folder, weights.Checkpoint, weights.Adapter, options);
        (Tokenizer, Images, Prompts) = (language.Tokenizer, language.Images, language.Prompts);
        Config = config.EndTokens.Count > 0 ? config : config with { EndTokens = [Prompts.TurnEnd] };
        TemplateTokens = [.. Enumerable.Range(0, Tokenizer.Size).Where(id => Tokenizer.IsSpecial(id) && !Config.EndTokens.Contains(id))];
        _nameless = [.. Enumerable.Range(0, config.Text.Vocabulary).Where(id => !Tokenizer.IsToken(id))];
    }

    /// <summary>The folder's name and eight digits that change with its settings, tokenizer and weights: <c>sample@1f2e3d4c</c>.</summary>
    public string Name { get; }

    public SmolVlmConfig Config { get; }

    /// <summary>Text to tokens and back, as this checkpoint was trained.</summary>
    public SmolVlmTokenizer Tokenizer { get; }

    /// <summary>Frames and images to pixels.</summary>
    public ImagePreparer Images { get; }

    /// <summary>Conversations to prompts.</summary>
    public ChatPromptBuilder Prompts { get; }

    /// <summary>Tokens that only structure a prompt: no answer should hold one. Without those that end an answer.</summary>
    public IReadOnlyList<int> TemplateTokens { get; }

    /// <summary><c>cpu</c> or <c>cuda:0</c>: where it really runs.</summary>
    public string Device => _device.Name;

    /// <summary>Why it does not run on CUDA though it might have; null where there is nothing to say.</summary>
    public string? DeviceNote => _device.Note;

    internal bool IsOnCard => !_device.IsCpu;

    /// <summary>Of weights and arithmetic.</summary>
    public Precision Precision => _options.Precision;

    /// <inheritdoc cref="TextModel.ReadsBeginningsOnce"/>
    internal bool ReadsBeginningsOnce
    {
        get => _text.ReadsBeginningsOnce;
        set => _text.ReadsBeginningsOnce = value;
    }

    /// <summary>Bytes of all weights in the numbers they are kept in.</summary>
    internal long WeightBytes => _encoder.WeightBytes + _text.WeightBytes;

    /// <summary>How long all calls so far spent in ONNX Runtime; what they took besides is ours.</summary>
    internal TimeSpan TimeInRuntime => _encoder.TimeInRuntime + _text.TimeInRuntime;

    /// <summary>What of it went into pictures.</summary>
    internal TimeSpan TimeInPictures => _encoder.TimeInRuntime;

    /// <summary>What of it went into reading prompts; the rest went into writing, token by token.</summary>
    internal TimeSpan TimeInPrompts => _text.TimeInPrompts;

    /// <param name="folder">
    /// Holds config.json, generation_config.json, preprocessor_config.json, processor_config.json, tokenizer.json and model.safetensors or
    /// its shards with their index. Only .json and .safetensors files are ever opened. Where a manifest.json lies beside them, they are what it says.
    /// </param>
    /// <exception cref="VideoIndexException"><c>model_missing</c>, <c>model_damaged</c>, <c>model_unsupported</c>, <c>device_unavailable</c> or <c>bad_option</c>.</exception>
    public static SmolVlm Load(string folder, VisionOptions options)
    {
        options.Validate();
        var device = ComputeDevice.Select(options);
        CheckHas(device, options.Precision);
        try
        {
            return Load(folder, options, device);
        }
        catch (VideoIndexException trouble) when (MayGoOnOnCpu(options, device, trouble))
        {
            return Load(folder, options, device.GivenUp(trouble));
        }
    }

    /// <summary>Whether <see cref="LoadOnCpuAfter"/> helps: the device is an accelerator that nobody asked for by name, and the trouble is its own.</summary>
    internal bool MayGoOnOnCpu(VideoIndexException trouble) => MayGoOnOnCpu(_options, _device, trouble);

    /// <summary>The same model on the CPU, with a note why.</summary>
    /// <exception cref="VideoIndexException">As in <see cref="Load(string, VisionOptions)"/>.</exception>
    internal SmolVlm LoadOnCpuAfter(VideoIndexException trouble) => Load(_folder, _options, _device.GivenUp(trouble));

    /// <summary>What <see cref="Name"/> will be, without loading the weights.</summary>
    /// <exception cref="VideoIndexException"><c>model_missing</c>, <c>model_damaged</c> or <c>model_unsupported</c>.</exception>
    public static string NameOf(string folder, VisionOptions options)
    {
        using var checkpoint = Checkpoint.Open(folder);
        using var adapter = options.Adapter is null ? null : LoraAdapter.Open(options.Adapter);
        return NameOf(folder, checkpoint, adapter, options);
    }

    /// <summary>What the text model sees of pictures; each for itself, whatever else is encoded with it.</summary>
    /// <param name="pictures">Each [3, side, side], -1 to 1; side is <see cref="VisionTowerConfig.ImageSize"/>.</param>
    /// <returns>[pictures, <see cref="VisionTowerConfig.TokensPerImage"/>, <see cref="TextModelConfig.Width"/>].</returns>
    /// <exception cref="ArgumentException">A picture has another size.</exception>
    public float[] EncodeImages(IReadOnlyList<ReadOnlyMemory<float>> pictures, CancellationToken cancel = default) =>
        _encoder.Encode(pictures, cancel);

    /// <inheritdoc cref="EncodeImages(IReadOnlyList{ReadOnlyMemory{float}}, CancellationToken)"/>
    /// <param name="squares">Pictures as <see cref="ImagePreparer.ScaleFrame"/> leaves them.</param>
    internal float[] EncodeImages(IReadOnlyList<ReadOnlyMemory<byte>> squares, CancellationToken cancel) =>
        _encoder.Encode(squares.Count, (picture, to) => Images.Normalize(squares[picture].Span, to), cancel);

    /// <summary>Logits [vocabulary] of the token that would follow the prompt.</summary>
    /// <exception cref="ArgumentException">The prompt does not fit the model; the message says how.</exception>
    public float[] NextLogits(ModelPrompt prompt, CancellationToken cancel = default)
    {
        _text.Check(prompt, maxNewTokens: 0);
        using var batch = new DecodeBatch(_text, maxRows: 1, prompt.TokenIds.Count);
        float[] found = [];
        batch.Add([prompt], beginning: null, (_, next) => found = next.Logits.ToArray(), cancel);
        return found;
    }

    /// <summary>Answers all prompts together. Alone or in a batch, a prompt gets the same answer (but for a tie within rounding).</summary>
    /// <returns>In the order of the prompts. Features or weights that are not numbers end the answers they touch, and no others.</returns>
    /// <exception cref="ArgumentException">A prompt does not fit the model; the message says how.</exception>
    /// <exception cref="VideoIndexException"><c>bad_option</c>.</exception>
    public IReadOnlyList<GeneratedAnswer> Generate(IReadOnlyList<ModelPrompt> prompts, GenerationOptions options, CancellationToken cancel = default) =>
        Generate(prompts, options, onText: null, cancel);

    /// <inheritdoc cref="Generate(IReadOnlyList{ModelPrompt}, GenerationOptions, CancellationToken)"/>
    /// <param name="onText">Called on this thread while the answers are written. A cancel stops within the token being computed.</param>
    public IReadOnlyList<GeneratedAnswer> Generate(
        IReadOnlyList<ModelPrompt> prompts, GenerationOptions options, TextPiece? onText, CancellationToken cancel = default) =>
        new AnswerWriter(_text, Config.EndTokens, Tokenizer).Write(prompts, Speakable(options), onText, cancel);

    /// <summary>For the prompts of one conversation, each of which goes on where another ended.</summary>
    internal PromptMemory NewMemory() => new(_text);

    /// <inheritdoc cref="AnswerWriter.Write(PromptMemory, ModelPrompt, GenerationOptions, TextPiece?, CancellationToken)"/>
    internal GeneratedAnswer Generate(PromptMemory memory, ModelPrompt prompt, GenerationOptions options, TextPiece? onText, CancellationToken cancel) =>
        new AnswerWriter(_text, Config.EndTokens, Tokenizer).Write(memory, prompt, Speakable(options), onText, cancel);

    /// <summary>How likely each of a fixed set of answers is, from one reading of the prompt and no free text.</summary>
    /// <param name="choices">At least two; each is also counted where the model would write it with a capital.</param>
    /// <exception cref="ArgumentException">The prompt does not fit the model; the message says how.</exception>
    /// <exception cref="VideoIndexException"><c>bad_option</c>: the choices are not different words; <c>model_damaged</c>: the model's logits are not numbers.</exception>
    public ChoiceAnswer Choose(ModelPrompt prompt, IReadOnlyList<string> choices, CancellationToken cancel = default)
    {
        var table = new ChoiceTable(choices, Tokenizer.EncodePlain);
        var scores = new ChoiceScorer(_text).Score(prompt, table.Sequences, cancel);
        return scores.All(double.IsFinite) ? table.ToAnswer(scores) : throw CheckpointErrors.Damaged(Name, "its logits are not numbers");
    }

    public void Dispose()
    {
        _encoder.Dispose();
        _text.Dispose();
    }

    private static void CheckHas(ComputeDevice device, Precision precision)
    {
        if (device.IsCpu && precision == Precision.BrainHalf)
            throw new VideoIndexException(ErrorCodes.BadOption, "precision `bf16` cannot be computed on `cpu`: ONNX Runtime has its operators for cards only", "take fp32, fp16 or int8");
    }

    private static bool MayGoOnOnCpu(VisionOptions options, ComputeDevice device, VideoIndexException trouble) =>
        !device.IsCpu && options.Device == "auto" && options.Precision != Precision.BrainHalf && trouble.Code is (ErrorCodes.DeviceUnavailable or ErrorCodes.OutOfMemory);

    private static SmolVlm Load(string folder, VisionOptions options, ComputeDevice device)
    {
        try
        {
            ReceivedCheck.Require(folder);
            using var checkpoint = Checkpoint.Open(folder);
            using var adapter = options.Adapter is null ? null : LoraAdapter.Open(options.Adapter);
            var model = Load(folder, new ModelWeights(checkpoint, adapter, options.Precision, device, options.OwnKernels), options);
            RuntimeMemory.ReturnGarbage();
            return model;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CheckpointErrors.Damaged(folder, $"a file cannot be read: {e.Message}", e);
        }
    }

    /// <summary>An accelerator may load what it cannot run: one picture and one token tell.</summary>
    private void TryOut()
    {
        EncodeImages([new float[_encoder.ValuesPerImage]]);
        NextLogits(new ModelPrompt([Prompts.TurnEnd], default));
    }

    private GenerationOptions Speakable(GenerationOptions options) =>
        _nameless.Count == 0 ? options : options with { BannedTokens = [.. options.BannedTokens, .. _nameless] };

    private static string NameOf(string folder, Checkpoint checkpoint, LoraAdapter? adapter, VisionOptions options) =>
        $"{checkpoint.Name}{(adapter is null ? "" : $"+{adapter.Name}")}@{CheckpointHash.Compute(folder, options.Adapter)}";

    private static SmolVlm Load(string folder, ModelWeights weights, VisionOptions options)
    {
        var config = ConfigReader.Read(folder, weights.Checkpoint);
        var language = LanguageParts.Load(folder, config);
        var encoder = LoadEncoder(config, weights, options);
        TextModel? text = null;
        try
        {
            text = LoadText(config, weights, options);
            weights.Adapter?.CheckAllUsed();
            var model = new SmolVlm(folder, options, weights, config, language, encoder, text);
            if (!weights.Device.IsCpu)
                model.TryOut();
            return model;
        }
        catch
        {
            encoder.Dispose();
            text?.Dispose();
            throw;
        }
    }

    private static VisionEncoder LoadEncoder(SmolVlmConfig config, ModelWeights weights, VisionOptions options)
    {
        var graph = VisionGraph.Build(config.Vision, config.Text.Width, weights);
        return new VisionEncoder(config.Vision, config.Text.Width, ModelSession.Create(graph, weights.Device, options), weights.PatchesPerRun);
    }

    /// <summary>The largest part, the head, is loaded first: while little else is in memory.</summary>
    private static TextModel LoadText(SmolVlmConfig config, ModelWeights weights, VisionOptions options)
    {
        var parts = TextPart.Split(config.Text, weights.Device);
        var sessions = new Stack<(TextPart Part, ModelSession Session)>(parts.Count);
        EmbeddingTable? embeddings = null;
        try
        {
            embeddings = EmbeddingTable.Load(config.Text, weights);
            foreach (var part in parts.Reverse())
                sessions.Push((part, ModelSession.Create(TextGraph.Build(config.Text, part, weights), weights.Device, options)));
            return new TextModel(config.Text, config.ImageToken, embeddings, [.. sessions], weights.FloatType, weights.HasCachedAttention(config.Text.HeadWidth), CardParts.Load(config.Text, weights, options));
        }
        catch
        {
            embeddings?.Dispose();
            foreach (var (_, session) in sessions)
                session.Dispose();
            throw;
        }
    }
}
