namespace VideoIndex.Vision;

/// <summary>Where a model's graphs take their weights from, and in what numbers they keep them.</summary>
internal sealed record ModelWeights(Checkpoint Checkpoint, LoraAdapter? Adapter, Precision Precision, ComputeDevice Device)
{
    private const string TextLayers = "text_model.layers.", TextModel = "text_model.", Head = "lm_head.";

    /// <summary>
    /// Pictures in 8 bits share one scale for all that runs together, and therefore run one by one, so that none changes another's answer; a
    /// larger batch of them gained no speed (504 to 511 ms a picture of 512 pixels, alone or by fours).
    /// </summary>
    public bool PicturesRunAlone => FormatOf("vision_model.") == LinearFormat.EightBits;

    /// <summary>
    /// The text model's inputs have outliers that one scale for all does not serve: least cosine of logits to fp32 over the ten cases of each
    /// reference layout (GQA; MHA) .9986; .9983 by output, .9996; .9990 in blocks. The vision tower stays by output, in these
    /// numbers too: blocks would take twice the time. The head is 8 bits where the layers are 4: it decides between words that are nearly as likely.
    /// </summary>
    /// <param name="weight">A linear layer's name, or the beginning of it.</param>
    public LinearFormat FormatOf(string weight)
    {
        var isText = weight.StartsWith(TextModel, StringComparison.Ordinal) || weight.StartsWith(Head, StringComparison.Ordinal);
        return Precision switch
        {
            Precision.EightBit or Precision.FourBit when !isText && Device.IsCpu => LinearFormat.EightBits,
            Precision.FourBit when weight.StartsWith(TextLayers, StringComparison.Ordinal) => LinearFormat.FourBitBlocks,
            Precision.EightBit or Precision.FourBit => LinearFormat.EightBitBlocks,
            _ => LinearFormat.Floats,
        };
    }
}
