using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace VideoIndex.Vision;

/// <summary>Attention of one token to those before it and itself, in floats.</summary>
internal static unsafe class TokenAttention
{
    private const int Lanes = 16, Block = 4 * Lanes;

    /// <summary>Floats of scores that a head needs.</summary>
    public static int ScoresOf(int length) => (length + Lanes - 1) / Lanes * Lanes;

    /// <summary>softmax(q k^T / sqrt(width)) v</summary>
    /// <param name="query">[width], a multiple of 16.</param>
    /// <param name="keys">[length, width]</param>
    /// <param name="values">[length, width]</param>
    /// <param name="scores">Memory for <see cref="ScoresOf"/>.</param>
    /// <param name="output">[width]</param>
    public static void Attend(float* query, float* keys, float* values, int length, int width, float* scores, float* output)
    {
        Score(query, keys, length, width, scores);
        var factor = 1 / Soften(scores, length);
        for (var first = 0; first < width; first += Block)
        {
            if (width - first >= Block)
                MixFour(values + first, width, scores, length, factor, output + first);
            else
                for (var lane = first; lane < width; lane += Lanes)
                    Mix(values + lane, width, scores, length, factor, output + lane);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Score(float* query, float* keys, int length, int width, float* scores)
    {
        // Powers of two are taken, not of e.
        var factor = VectorFunctions.PowersOfTwo / MathF.Sqrt(width);
        for (var place = 0; place < length; place++, keys += width)
        {
            var sum = Vector512<float>.Zero;
            for (var i = 0; i < width; i += Lanes)
                sum = Vector512.FusedMultiplyAdd(Vector512.Load(query + i), Vector512.Load(keys + i), sum);
            scores[place] = Vector512.Sum(sum) * factor;
        }
    }

    /// <summary>Turns scores into weights, which are still to be divided by what this returns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Soften(float* scores, int length)
    {
        new Span<float>(scores + length, ScoresOf(length) - length).Fill(float.NegativeInfinity);
        var largest = Vector512.Load(scores);
        for (var place = Lanes; place < length; place += Lanes)
            largest = Vector512.Max(largest, Vector512.Load(scores + place));
        var most = Vector512.Create(VectorFunctions.Most(largest));
        var sum = Vector512<float>.Zero;
        for (var place = 0; place < length; place += Lanes)
        {
            var weight = VectorFunctions.PowerOfTwo(Vector512.Load(scores + place) - most);
            weight.Store(scores + place);
            sum += weight;
        }

        return Vector512.Sum(sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MixFour(float* values, int stride, float* weights, int length, float factor, float* output)
    {
        Vector512<float> first = default, second = default, third = default, fourth = default;
        for (var place = 0; place < length; place++, values += stride)
        {
            var weight = Vector512.Create(weights[place]);
            first = Vector512.FusedMultiplyAdd(Vector512.Load(values), weight, first);
            second = Vector512.FusedMultiplyAdd(Vector512.Load(values + Lanes), weight, second);
            third = Vector512.FusedMultiplyAdd(Vector512.Load(values + 2 * Lanes), weight, third);
            fourth = Vector512.FusedMultiplyAdd(Vector512.Load(values + 3 * Lanes), weight, fourth);
        }

        (first * factor).Store(output);
        (second * factor).Store(output + Lanes);
        (third * factor).Store(output + 2 * Lanes);
        (fourth * factor).Store(output + 3 * Lanes);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Mix(float* values, int stride, float* weights, int length, float factor, float* output)
    {
        var sum = Vector512<float>.Zero;
        for (var place = 0; place < length; place++, values += stride)
            sum = Vector512.FusedMultiplyAdd(Vector512.Load(values), Vector512.Create(weights[place]), sum);
        (sum * factor).Store(output);
    }
}
