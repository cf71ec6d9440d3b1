using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace VideoIndex.Vision;

/// <summary>Floats cut to their upper 16 bits, rounded to the nearest (ties away from zero): as far as a float reaches, in 8 bits of precision.</summary>
internal static class BrainFloats
{
    private const uint HalfOfLast = 0x8000;

    /// <summary>Not-a-numbers stay what they are.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<ushort> Round(Vector512<float> values) => Avx512F.ConvertToVector256UInt16(Upper(values));

    /// <summary>Sixteen pairs, of which those of <paramref name="first"/> come first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> Pairs(Vector512<float> first, Vector512<float> second) => Upper(first) | (Upper(second) << 16);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<uint> Upper(Vector512<float> values) => (values.AsUInt32() + Vector512.Create(HalfOfLast)) >> 16;
}
