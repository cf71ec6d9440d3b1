namespace VideoIndex.Vision;

/// <summary>In what numbers a model keeps its weights and computes.</summary>
public enum Precision
{
    /// <summary>32-bit floats: the reference's.</summary>
    Full,

    /// <summary>
    /// Linear layers and embeddings in 8-bit integers; their inputs are scaled as they come. A quarter of the memory and about twice the speed
    /// (the project's README has the numbers); words may differ from fp32 where two were nearly as likely.
    /// </summary>
    EightBit,

    /// <summary>As <see cref="EightBit"/>, but the text model's layers in 4-bit integers: less memory again, and less faithful.</summary>
    FourBit,
}
