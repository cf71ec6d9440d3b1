namespace VideoIndex.Vision;

/// <summary>Reads a checkpoint's configuration files, and from its tensors what published files leave out.</summary>
/// <remarks>
/// Published files omit sizes that are class defaults of the library they were saved with (the vision tower's layers and MLP
/// width, the 2.2B text model's head counts). A tensor's shape says the same thing and cannot be out of date.
/// </remarks>
internal static class ConfigReader
{
    private const string ConfigFile = "config.json";
    private const string GenerationFile = "generation_config.json";

    /// <summary>The published models have 512. A picture of this side has 201 million numbers; one twice as wide no longer fits an array's count of bytes.</summary>
    private const int MaxPictureSide = 8192;

    /// <exception cref="Core.VideoIndexException"><c>model_damaged</c> or <c>model_unsupported</c>, naming file and value.</exception>
    public static SmolVlmConfig Read(string folder, Checkpoint tensors)
    {
        var root = CheckpointJson.Load(Path.Combine(folder, ConfigFile));
        RefuseOtherArchitectures(root);
        var vision = ReadVision(root, tensors);
        var text = ReadText(root, tensors);
        var imageToken = root["image_token_id"].Size(least: 0);
        if (imageToken >= text.Vocabulary)
            throw CheckpointErrors.Damaged(ConfigFile, $"`image_token_id` is `{imageToken}`, the vocabulary has {text.Vocabulary} tokens");
        return new SmolVlmConfig(vision, text, imageToken, ReadEndTokens(folder, text));
    }

    private static void RefuseOtherArchitectures(CheckpointJson root)
    {
        var type = root["model_type"];
        if (type.Text() != "smolvlm")
            throw type.Unsupported("`smolvlm`");
        root.Section("vision_config").Expect("model_type", "smolvlm_vision");
        root.Section("vision_config").Expect("hidden_act", "gelu_pytorch_tanh");
        var text = root.Section("text_config");
        text.Expect("model_type", "llama");
        text.Expect("hidden_act", "silu");
        text.ExpectNot("attention_bias", "mlp_bias", "qk_layer_norms", "use_resampler", "rope_interleaved");
    }

    private static VisionTowerConfig ReadVision(CheckpointJson root, Checkpoint tensors)
    {
        var section = root.Section("vision_config");
        var width = section.Find("hidden_size")?.Size() ?? SizeOf(tensors, "vision_model.post_layernorm.weight", 0);
        var vision = new VisionTowerConfig(
            ImageSize: section["image_size"].Size(),
            PatchSize: section["patch_size"].Size(),
            Layers: section.Find("num_hidden_layers")?.Size() ?? CountLayers(tensors, "vision_model.encoder.layers.", ".layer_norm1.weight"),
            Width: width,
            Heads: section["num_attention_heads"].Size(),
            MlpWidth: section.Find("intermediate_size")?.Size() ?? SizeOf(tensors, "vision_model.encoder.layers.0.mlp.fc1.weight", 0),
            ScaleFactor: root["scale_factor"].Size(),
            NormEpsilon: (float)(section.Find("layer_norm_eps")?.Positive() ?? 1e-6));
        if (vision.ImageSize > MaxPictureSide)
            throw CheckpointErrors.Unsupported(ConfigFile, $"`vision_config.image_size` is `{vision.ImageSize}`, expected at most {MaxPictureSide}");
        if (vision.Width % vision.Heads != 0)
            throw CheckpointErrors.Damaged(ConfigFile, $"vision width {vision.Width} does not divide into {vision.Heads} heads");
        if (vision.Grid == 0 || vision.Grid % vision.ScaleFactor != 0)
            throw CheckpointErrors.Damaged(ConfigFile, $"{vision.Grid} patches a row do not divide by the scale factor {vision.ScaleFactor}");
        return vision;
    }

    private static TextModelConfig ReadText(CheckpointJson root, Checkpoint tensors)
    {
        var section = root.Section("text_config");
        const string firstLayer = "text_model.layers.0.";
        int vocabulary = SizeOf(tensors, "text_model.embed_tokens.weight", 0), width = SizeOf(tensors, "text_model.embed_tokens.weight", 1);
        int queryWidth = SizeOf(tensors, firstLayer + "self_attn.q_proj.weight", 0), keyWidth = SizeOf(tensors, firstLayer + "self_attn.k_proj.weight", 0);
        // The class's own default is 64 wide heads: every published size has them, and the 2.2B file says neither count nor width.
        var headWidth = section.Find("head_dim")?.Size() ?? (section.Find("num_attention_heads")?.Size() is { } count ? Math.Max(1, queryWidth / count) : 64);
        var text = new TextModelConfig(
            Layers: section.Find("num_hidden_layers")?.Size() ?? CountLayers(tensors, "text_model.layers.", ".input_layernorm.weight"),
            Width: section.Find("hidden_size")?.Size() ?? width,
            Heads: section.Find("num_attention_heads")?.Size() ?? queryWidth / headWidth,
            KeyValueHeads: section.Find("num_key_value_heads")?.Size() ?? keyWidth / headWidth,
            HeadWidth: headWidth,
            MlpWidth: section.Find("intermediate_size")?.Size() ?? SizeOf(tensors, firstLayer + "mlp.gate_proj.weight", 0),
            Vocabulary: section.Find("vocab_size")?.Size() ?? vocabulary,
            MaxPositions: section.Find("max_position_embeddings")?.Size() ?? 8192,
            RopeTheta: ReadTheta(section),
            NormEpsilon: (float)(section.Find("rms_norm_eps")?.Positive() ?? 1e-5),
            TiedHead: !tensors.Has("lm_head.weight") && (root.Find("tie_word_embeddings")?.Flag() ?? section.Find("tie_word_embeddings")?.Flag() ?? false));
        CheckHeads(text);
        return text;
    }

    private static void CheckHeads(TextModelConfig text)
    {
        if (text.KeyValueHeads == 0 || text.Heads % text.KeyValueHeads != 0)
            throw CheckpointErrors.Damaged(ConfigFile, $"{text.Heads} query heads do not divide by {text.KeyValueHeads} key-value heads");
        // What ONNX Runtime's rotary attention can do; the published models have 64.
        if (text.HeadWidth % 16 != 0)
            throw CheckpointErrors.Unsupported(ConfigFile, $"text heads are {text.HeadWidth} wide, expected a multiple of 16");
    }

    /// <summary>Beside the other text settings in published files, inside <c>rope_parameters</c> in newer ones. A guessed angle gives fluent nonsense: none is guessed.</summary>
    private static double ReadTheta(CheckpointJson text)
    {
        foreach (var place in (CheckpointJson[])[text.Section("rope_parameters"), text.Section("rope_scaling")])
        {
            place.Expect("rope_type", "default");
            place.Expect("type", "default");
        }

        return text.Section("rope_parameters").Find("rope_theta")?.Positive() ?? text["rope_theta"].Positive();
    }

    /// <summary>Empty where nothing is said of them: fine-tuned models are saved without the file, or without the value.</summary>
    private static List<int> ReadEndTokens(string folder, TextModelConfig text)
    {
        var path = Path.Combine(folder, GenerationFile);
        if (!File.Exists(path))
            return [];
        var named = CheckpointJson.Load(path).Find("eos_token_id")?.Ids() ?? [];
        var ids = named.Where(id => id < text.Vocabulary).ToList();
        return ids.Count > 0 || named.Count == 0 ? ids : throw CheckpointErrors.Damaged(GenerationFile, "`eos_token_id` names no token of the vocabulary");
    }

    private static int SizeOf(Checkpoint tensors, string name, int dimension)
    {
        var shape = tensors.ShapeOf(name) ?? throw CheckpointErrors.Damaged(tensors.Name, $"tensor `{name}` is not there");
        if (dimension < shape.Count && shape[dimension] is > 0 and <= int.MaxValue)
            return (int)shape[dimension];
        throw CheckpointErrors.Damaged(tensors.Name, $"tensor `{name}` is {TensorEntry.Format(shape)}, expected a size at {dimension}");
    }

    private static int CountLayers(Checkpoint tensors, string prefix, string suffix)
    {
        var layers = 0;
        while (tensors.Has($"{prefix}{layers}{suffix}"))
            layers++;
        return layers > 0 ? layers : throw CheckpointErrors.Damaged(tensors.Name, $"tensor `{prefix}0{suffix}` is not there");
    }
}
