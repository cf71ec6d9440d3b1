namespace VideoIndex.Vision;

/// <summary>Instructions of AVX-512 that multiply what lies side by side in 4 bytes and add the products up, sixteen times. .NET has no name for them.</summary>
internal enum DotInstruction
{
    /// <summary>VPDPBUSD: four unsigned bytes by four signed ones, into a 32-bit integer.</summary>
    Bytes,

    /// <summary>VDPBF16PS: two brain floats by two, into a 32-bit float.</summary>
    BrainFloats,
}
