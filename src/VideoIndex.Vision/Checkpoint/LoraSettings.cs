using System.Text.RegularExpressions;

namespace VideoIndex.Vision;

/// <summary>What <c>adapter_config.json</c> says that changes the mathematics. Pure but for <see cref="Load"/>.</summary>
internal sealed class LoraSettings
{
    private readonly double _alpha;
    private readonly bool _bySquareRoot;
    private readonly IReadOnlyList<(Regex Modules, double Alpha)> _patterns;

    private LoraSettings(double alpha, bool bySquareRoot, IReadOnlyList<(Regex, double)> patterns) =>
        (_alpha, _bySquareRoot, _patterns) = (alpha, bySquareRoot, patterns);

    /// <exception cref="Core.VideoIndexException"><c>model_damaged</c>, or <c>model_unsupported</c> for a kind of adapter that is not a sum of products.</exception>
    public static LoraSettings Load(string path)
    {
        var config = CheckpointJson.Load(path);
        config.Expect("peft_type", "LORA");
        config.Expect("bias", "none");
        config.ExpectNot("use_dora", "use_qalora", "use_bdlora", "lora_bias", "fan_in_fan_out");
        foreach (var name in (string[])["modules_to_save", "trainable_token_indices", "layer_replication", "target_parameters", "alora_invocation_tokens"])
            if (config.Find(name) is { } given)
                throw given.Unsupported("null");
        return new LoraSettings(config["lora_alpha"].Positive(), config.Find("use_rslora")?.Flag() ?? false, ReadPatterns(config.Section("alpha_pattern")));
    }

    /// <param name="module">The layer's name in the model: <c>text_model.layers.0.mlp.down_proj</c>.</param>
    public float ScaleOf(string module, int rank)
    {
        var alpha = _patterns.Where(p => p.Modules.IsMatch(module)).Select(p => (double?)p.Alpha).FirstOrDefault() ?? _alpha;
        return (float)(alpha / (_bySquareRoot ? Math.Sqrt(rank) : rank));
    }

    /// <summary>Layers whose alpha differs, by patterns that the end of their names must match. (Ranks are read from the tensors.)</summary>
    private static List<(Regex, double)> ReadPatterns(CheckpointJson patterns)
    {
        try
        {
            // In linear time: the pattern is a stranger's.
            return [.. patterns.Members().Select(p => (new Regex($@"(^|\.)({p.Name})$", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant), p.Value.Number()))];
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            throw patterns.Unsupported("an object of patterns and numbers", e);
        }
    }
}
