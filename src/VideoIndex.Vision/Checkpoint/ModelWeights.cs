namespace VideoIndex.Vision;

/// <summary>Where a model's graphs take their weights from, and in what numbers they keep them.</summary>
/// <param name="OwnKernels">Whether layers in bytes, and attention beside them, are computed with <see cref="DotKernels"/> where there are any.</param>
internal sealed record ModelWeights(Checkpoint Checkpoint, LoraAdapter? Adapter, Precision Precision, ComputeDevice Device, bool OwnKernels)
{
    private const string TextLayers = "text_model.layers.", TextModel = "text_model.", Head = "lm_head.", Connector = "connector.", AfterAttention = "self_attn.o_proj.weight";

    /// <summary>The floats that weights, activations and the cache are in; weights in few bits have 32-bit floats beside them.</summary>
    public OnnxType FloatType => Precision switch
    {
        Precision.Half => OnnxType.Float16,
        Precision.BrainHalf => OnnxType.BFloat16,
        _ => OnnxType.Float,
    };

    /// <summary>
    /// How many patches run together. Pictures in 8 bits of ONNX Runtime's share one scale for all that runs together, and therefore run one by one, so that none
    /// changes another's answer. Else what a run holds grows with its patches and its speed does not: three pictures of 512 pixels (1024 patches)
    /// in fp32 take 3456 ms together and 3465 one by one on two cores, and hold 174 MiB more.
    /// </summary>
    public int PatchesPerRun => FormatOf("vision_model.") == LinearFormat.EightBits ? 1 : Device.IsCpu ? 1024 : 4096;

    /// <summary>For layers in bytes; null where ONNX Runtime computes them.</summary>
    public DotKernels? ByteKernels => OwnKernels && Device.IsCpu && Precision is (Precision.EightBit or Precision.FourBit) ? DotKernels.Bytes : null;

    /// <summary>For attention in brain floats; null where ONNX Runtime computes it.</summary>
    public DotKernels? AttentionKernels => ByteKernels is null ? null : DotKernels.BrainFloats;

    /// <summary>Whether the text model's attention is ours.</summary>
    public bool HasCachedAttention(int headWidth) => AttentionKernels is not null && headWidth % CachedAttentionOperator.WidthStep == 0;

    /// <summary>
    /// The text model's inputs have outliers that one scale for all does not serve. With ONNX Runtime's operators: least cosine of logits to fp32 over the ten cases of each
    /// reference layout (GQA; MHA) .9986; .9983 by output, .9996; .9990 in blocks. The vision tower stays by output, in these
    /// numbers too: blocks would take twice the time. The connector, a hundredth of a picture's time, stays in floats, and what follows the attention,
    /// an eleventh of a layer, has short blocks: without either the least cosine was .9989 in the MHA layout, with both it is .9992. The head is
    /// 8 bits where the layers are 4: it decides between words that are nearly as likely. Where we compute ourselves, each row of inputs has scales
    /// of its own, and short runs follow the attention: .9994; .9992. With runs of 128 there .9990. The connector is in runs of 128 then: a scale for
    /// the whole row gave .9990, floats .9992 too, for 21 MiB more of the 256M.
    /// </summary>
    /// <param name="weight">A linear layer's name, or the beginning of it.</param>
    public LinearFormat FormatOf(string weight)
    {
        if (Precision is not (Precision.EightBit or Precision.FourBit))
            return LinearFormat.Floats;
        var isText = weight.StartsWith(TextModel, StringComparison.Ordinal) || weight.StartsWith(Head, StringComparison.Ordinal);
        if (!isText && Device.IsCpu && weight.StartsWith(Connector, StringComparison.Ordinal))
            return ByteKernels is null ? LinearFormat.Floats : LinearFormat.PackedRuns;
        if (!isText && Device.IsCpu)
            return ByteKernels is null ? LinearFormat.EightBits : LinearFormat.Packed;
        if (Precision == Precision.FourBit && weight.StartsWith(TextLayers, StringComparison.Ordinal))
            return LinearFormat.FourBitBlocks;
        if (ByteKernels is not null)
            return weight.EndsWith(AfterAttention, StringComparison.Ordinal) ? LinearFormat.PackedShortRuns : LinearFormat.PackedRuns;
        return weight.EndsWith(AfterAttention, StringComparison.Ordinal) ? LinearFormat.EightBitShortBlocks : LinearFormat.EightBitBlocks;
    }
}
