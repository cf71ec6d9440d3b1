using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace VideoIndex.Vision;

/// <summary>Functions of sixteen floats at once. Off by at most 3e-7 of their value; not-a-numbers stay.</summary>
internal static class VectorFunctions
{
    /// <summary>log2 e</summary>
    public const float PowersOfTwo = 1.44269504f;

    // (ln 2)^4 / 4!
    private const float FourthTerm = 9.61812911e-3f;

    // -2 log2 e sqrt(2 / pi), and as much of x^3
    private const float GeluFactor = -2.30220818f, GeluCubicFactor = GeluFactor * 0.044715f;

    /// <summary>The largest of sixteen; a not-a-number if there is one.</summary>
    public static float Most(Vector512<float> values)
    {
        var eight = Vector256.Max(values.GetLower(), values.GetUpper());
        var four = Vector128.Max(eight.GetLower(), eight.GetUpper());
        var two = Vector128.Max(four, Vector128.Shuffle(four, Vector128.Create(2, 3, 0, 1)));
        return MathF.Max(two[0], two[1]);
    }

    /// <summary>2 to the power of each: 2^n by the exponent, 2^f for f of -1/2 to 1/2 by the first terms of its series.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> PowerOfTwo(Vector512<float> value)
    {
        var whole = Avx512F.RoundScale(value, 0);
        var rest = value - whole;
        var sum = Avx512F.FusedMultiplyAdd(Vector512.Create(1.54035304e-4f), rest, Vector512.Create(1.33335581e-3f));
        return PowerOfTwo(Avx512F.FusedMultiplyAdd(sum, rest, Vector512.Create(FourthTerm)), rest, whole);
    }

    /// <summary>As <see cref="PowerOfTwo(Vector512{float})"/>, off by at most 4e-5 of the value: far less than a brain float keeps.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> RoughPowerOfTwo(Vector512<float> value)
    {
        var whole = Avx512F.RoundScale(value, 0);
        return PowerOfTwo(Vector512.Create(FourthTerm), value - whole, whole);
    }

    /// <summary>x / (1 + e^-x)</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Silu(Vector512<float> value) => TimesSigmoid(value, value * -PowersOfTwo);

    /// <summary>x / 2 (1 + tanh(u)) with u = sqrt(2 / pi) (x + 0.044715 x^3), which is x / (1 + e^-2u).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Gelu(Vector512<float> value) =>
        TimesSigmoid(value, value * Avx512F.FusedMultiplyAdd(value * value, Vector512.Create(GeluCubicFactor), Vector512.Create(GeluFactor)));

    /// <param name="sum">What the terms from the fourth on come to.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> PowerOfTwo(Vector512<float> sum, Vector512<float> rest, Vector512<float> whole)
    {
        sum = Avx512F.FusedMultiplyAdd(sum, rest, Vector512.Create(5.55041087e-2f));
        sum = Avx512F.FusedMultiplyAdd(sum, rest, Vector512.Create(2.40226507e-1f));
        sum = Avx512F.FusedMultiplyAdd(sum, rest, Vector512.Create(6.93147181e-1f));
        sum = Avx512F.FusedMultiplyAdd(sum, rest, Vector512<float>.One);
        return Avx512F.Scale(sum, whole);
    }

    /// <summary>value / (1 + 2^exponent)</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> TimesSigmoid(Vector512<float> value, Vector512<float> exponent) =>
        // Where the power is too large for a float the quotient is 0 of the right sign, and so is the function.
        value / (Vector512<float>.One + PowerOfTwo(exponent));
}
