namespace VideoIndex.Vision;

/// <summary>Cosines and sines of the rotary position embedding, [positions, head width / 2] each.</summary>
/// <remarks>Pair j turns by position * theta^(-2j / head width). Angles in double, kept in 32 bits: in fewer they go wrong past 256 positions.</remarks>
internal sealed class RotaryTable : IDisposable
{
    private RotaryTable(NativeBuffer cosines, NativeBuffer sines) => (Cosines, Sines) = (cosines, sines);

    public NativeBuffer Cosines { get; }

    public NativeBuffer Sines { get; }

    public static RotaryTable Build(int positions, int headWidth, double theta)
    {
        var half = headWidth / 2;
        var cosines = new NativeBuffer((long)positions * half * sizeof(float));
        var sines = new NativeBuffer((long)positions * half * sizeof(float));
        var speeds = Enumerable.Range(0, half).Select(j => Math.Pow(theta, -2.0 * j / headWidth)).ToArray();
        for (var position = 0; position < positions; position++)
        {
            var cosine = cosines.Span<float>((long)position * half, half);
            var sine = sines.Span<float>((long)position * half, half);
            for (var j = 0; j < half; j++)
                (sine[j], cosine[j]) = ((float, float))Math.SinCos(position * speeds[j]);
        }

        return new RotaryTable(cosines, sines);
    }

    public void Dispose()
    {
        Cosines.Dispose();
        Sines.Dispose();
    }
}
