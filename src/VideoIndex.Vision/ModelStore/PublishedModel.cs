namespace VideoIndex.Vision;

/// <summary>A model that can be pulled by name: where it is published and which commit of it is taken.</summary>
/// <param name="Name">What the user types: <c>500m</c>.</param>
/// <param name="Repository"><c>owner/name</c> on the model hub.</param>
/// <param name="Revision">A full commit: what it holds can never change, so a stopped download goes on with the same bytes.</param>
/// <param name="AboutBytes">Of the files that are taken, rounded: known before the hub was asked, for people.</param>
public sealed record PublishedModel(string Name, string Repository, string Revision, ModelKind Kind, long AboutBytes)
{
    /// <summary>The embedder's one ONNX file, whatever its publisher called it.</summary>
    public const string EmbedderFile = "model-int8.onnx";

    /// <summary>Unsigned 8-bit weights: the published variant whose products no x86 kernel saturates, and that ARM runs too.</summary>
    internal const string PublishedEmbedderFile = "onnx/model_quint8_avx2.onnx";

    internal static readonly string[] EmbedderTexts =
        ["config.json", "special_tokens_map.json", "tokenizer.json", "tokenizer_config.json", "vocab.txt"];

    /// <summary>
    /// The commits are those that the hub named as the head of each repository in 2025 and 2026; no machine of ours has asked it.
    /// </summary>
    public static IReadOnlyList<PublishedModel> All { get; } =
    [
        new("256m", "HuggingFaceTB/SmolVLM2-256M-Video-Instruct", "067788b187b95ebe7b2e040b3e4299e342e5b8fd", ModelKind.Captioner, 1_030_000_000),
        new("500m", "HuggingFaceTB/SmolVLM2-500M-Video-Instruct", "7b375e1b73b11138ff12fe22c8f2822d8fe03467", ModelKind.Captioner, 2_030_000_000),
        new("2.2b", "HuggingFaceTB/SmolVLM2-2.2B-Instruct", "482adb537c021c86670beed01cd58990d01e72e4", ModelKind.Captioner, 8_990_000_000),
        new("minilm", "sentence-transformers/all-MiniLM-L6-v2", "c9745ed1d9f207416be6d2e6f8de32d1f16199bf", ModelKind.TextEmbedder, 24_000_000),
    ];

    public static PublishedModel? Find(string name) => All.FirstOrDefault(model => string.Equals(model.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The name under which a file of the repository is kept, or null when it is not taken.</summary>
    internal string? KeptAs(string path) => Kind switch
    {
        ModelKind.TextEmbedder when path == PublishedEmbedderFile => EmbedderFile,
        ModelKind.TextEmbedder => EmbedderTexts.Contains(path) ? path : null,
        _ => ModelFileNames.IsTaken(path, Kind) ? path : null,
    };
}
