namespace VideoIndex.Vision;

/// <summary>In what numbers a model keeps its weights and computes.</summary>
public enum Precision
{
    /// <summary>32-bit floats: the reference's.</summary>
    Full,

    /// <summary>
    /// Linear layers in 8-bit integers, a scale for each output; their inputs are scaled as they come. A quarter of the memory, and
    /// faster; words may differ from fp32 where two were nearly as likely.
    /// </summary>
    EightBit,
}
