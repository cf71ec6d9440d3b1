namespace VideoIndex.Vision;

/// <summary>Where a model's graphs take their weights from, and in what numbers they keep them.</summary>
internal sealed record ModelWeights(Checkpoint Checkpoint, LoraAdapter? Adapter, Precision Precision)
{
    /// <summary>
    /// In 8 bits the inputs of a layer share one scale for all that runs together. Pictures and prompts therefore run one by one, so that
    /// none changes another's answer; a larger picture batch gained no speed (504 to 511 ms a picture of 512 pixels, alone or by fours).
    /// </summary>
    public bool RunsAlone => Precision == Precision.EightBit;
}
