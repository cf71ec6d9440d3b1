namespace VideoIndex.Vision;

/// <summary>In what numbers a linear layer keeps its weights, and so with which operator it is computed.</summary>
internal enum LinearFormat
{
    Floats,

    /// <summary><see cref="PackedLinear"/>, computed by <see cref="LinearOperator"/>: a scale for all inputs of a row.</summary>
    Packed,

    /// <summary>As <see cref="Packed"/>, with a scale for each 128 inputs of a row.</summary>
    PackedRuns,

    /// <summary>As <see cref="Packed"/>, with a scale for each 32 inputs of a row.</summary>
    PackedShortRuns,

    /// <summary><see cref="EightBits"/>: the fastest on a processor for many rows; one scale for all inputs that run together.</summary>
    EightBits,

    /// <summary><see cref="BlockBits"/> of 8 bits: a scale for each 128 inputs of a row. As fast for one row, half as fast for many.</summary>
    EightBitBlocks,

    /// <summary><see cref="BlockBits"/> of 8 bits, a scale for each 32 inputs: nearer to floats where inputs have outliers, and slower.</summary>
    EightBitShortBlocks,

    /// <summary><see cref="BlockBits"/> of 4 bits: a scale for each 32 weights.</summary>
    FourBitBlocks,
}
