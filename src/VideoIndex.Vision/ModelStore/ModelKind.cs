namespace VideoIndex.Vision;

/// <summary>What a stored model is for.</summary>
public enum ModelKind
{
    /// <summary>A SmolVLM2 checkpoint: pictures to words.</summary>
    Captioner,

    /// <summary>A sentence embedder: words to vectors, one ONNX file with its tokenizer.</summary>
    TextEmbedder,
}
