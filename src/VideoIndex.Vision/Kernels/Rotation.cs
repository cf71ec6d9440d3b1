using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace VideoIndex.Vision;

/// <summary>Rotary positions: numbers of the first half and the second, taken in pairs, are turned by an angle that grows with the position.</summary>
/// <param name="cosines">[positions, width / 2]</param>
/// <param name="sines">As the cosines.</param>
/// <param name="width">A multiple of 32.</param>
internal readonly unsafe struct Rotation(float* cosines, float* sines, int width)
{
    private const int Lanes = 16;

    /// <param name="source">[width]</param>
    /// <param name="target">May be the source.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Rotate(float* source, int position, float* target)
    {
        var half = width / 2;
        float* cosine = cosines + (long)position * half, sine = sines + (long)position * half;
        for (var i = 0; i < half; i += Lanes)
        {
            Vector512<float> left = Vector512.Load(source + i), right = Vector512.Load(source + half + i);
            Vector512<float> along = Vector512.Load(cosine + i), across = Vector512.Load(sine + i);
            (left * along - right * across).Store(target + i);
            (right * along + left * across).Store(target + half + i);
        }
    }
}
