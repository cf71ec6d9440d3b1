namespace VideoIndex.Vision;

/// <summary>What becomes of a linear layer's sums before they leave it.</summary>
internal enum LinearEnd
{
    Nothing,

    /// <summary>GELU in its tanh form, which is what SigLIP was trained with.</summary>
    Gelu,

    /// <summary>Two layers in one: SiLU of the first times the second.</summary>
    GatedSilu,
}
