namespace VideoIndex.Vision;

/// <summary>Numbers that look like chance and are the same for the same seed, on every machine and in every version of .NET.</summary>
/// <remarks>SplitMix64. Source: Steele, Lea and Flood, "Fast splittable pseudorandom number generators" (2014).</remarks>
internal struct SeededChance(long seed)
{
    private ulong _state = (ulong)seed;

    /// <summary>0 up to but not 1.</summary>
    public double Next()
    {
        _state += 0x9E3779B97F4A7C15;
        var bits = _state;
        bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9;
        bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
        bits ^= bits >> 31;
        return (bits >> 11) * (1.0 / (1UL << 53));
    }
}
