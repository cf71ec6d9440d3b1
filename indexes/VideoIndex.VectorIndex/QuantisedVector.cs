namespace VideoIndex.VectorIndex;

/// <summary>A vector as it is stored and compared: whole steps from -127 to 127 of one scale.</summary>
/// <remarks>
/// A scale for each row and not one for all: the numbers of a unit vector of 384 dimensions lie near 0.05, of which 1/127 is too coarse a
/// step. With its own scale the error of a cosine stays under 0.005 (a test holds it).
/// </remarks>
internal readonly record struct QuantisedVector(sbyte[] Steps, float Scale)
{
    public static QuantisedVector From(ReadOnlySpan<float> vector)
    {
        var largest = 0f;
        foreach (var value in vector)
            largest = Math.Max(largest, Math.Abs(value));
        var steps = new sbyte[vector.Length];
        var scale = largest / 127;
        for (var i = 0; i < steps.Length && scale > 0; i++)
            steps[i] = (sbyte)MathF.Round(vector[i] / scale);
        return new QuantisedVector(steps, scale);
    }
}
