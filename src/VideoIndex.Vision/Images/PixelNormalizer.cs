using System.Runtime.CompilerServices;

namespace VideoIndex.Vision;

/// <summary>Turns packed RGB levels into planes of normalised numbers by table: a level has only 256 values. Immutable.</summary>
internal sealed class PixelNormalizer
{
    private readonly float[] _red;
    private readonly float[] _green;
    private readonly float[] _blue;

    public PixelNormalizer(ImagePreparation settings)
    {
        _red = Table(settings, 0);
        _green = Table(settings, 1);
        _blue = Table(settings, 2);
    }

    /// <summary>Writes a square of <paramref name="side"/> pixels as [3, side, side].</summary>
    /// <param name="rgb">[side, side, 3]</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Write(ReadOnlySpan<byte> rgb, int side, Span<float> to)
    {
        var plane = side * side;
        for (var y = 0; y < side; y++)
        {
            var row = rgb.Slice(y * side * 3, side * 3);
            var red = to.Slice(y * side, side);
            var green = to.Slice(plane + y * side, side);
            var blue = to.Slice(2 * plane + y * side, side);
            for (var x = 0; x < side; x++)
            {
                red[x] = _red[row[3 * x]];
                green[x] = _green[row[3 * x + 1]];
                blue[x] = _blue[row[3 * x + 2]];
            }
        }
    }

    /// <summary>Rescaled in double precision, normalised in single: as the reference does.</summary>
    private static float[] Table(ImagePreparation settings, int colour)
    {
        var table = new float[256];
        for (var level = 0; level < 256; level++)
            table[level] = ((float)(level * settings.RescaleFactor) - settings.Mean[colour]) / settings.Deviation[colour];
        return table;
    }
}
