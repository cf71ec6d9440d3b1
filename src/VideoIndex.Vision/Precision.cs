namespace VideoIndex.Vision;

/// <summary>In what numbers a model keeps its weights and computes.</summary>
public enum Precision
{
    /// <summary>32-bit floats: the reference's.</summary>
    Full,

    /// <summary>
    /// 16-bit floats (IEEE binary16) for weights, activations and cache; sums, normalisations and probabilities are computed in 32 bits. Half the memory, for a
    /// card, where it is also what its attention is written for. A processor computes it too, more slowly than fp32.
    /// </summary>
    Half,

    /// <summary>As <see cref="Half"/>, in the upper 16 bits of 32 (bfloat16): the range of fp32 with three digits. On a card only.</summary>
    BrainHalf,

    /// <summary>
    /// Linear layers and embeddings in 8-bit integers; their inputs are scaled as they come. A quarter of the memory and about twice the speed
    /// (the project's README has the numbers); words may differ from fp32 where two were nearly as likely.
    /// </summary>
    EightBit,

    /// <summary>As <see cref="EightBit"/>, but the text model's layers in 4-bit integers: less memory again, and less faithful.</summary>
    FourBit,
}
