namespace VideoIndex.Vision;

/// <summary>Which input samples make an output sample, with what weight, along one axis. Immutable.</summary>
/// <remarks>
/// The arithmetic of Pillow's Resample.c, step by step: double precision up to weights that sum to one, then rounded to 22 binary digits.
/// A sum of such weights times 8-bit samples fits an int: negative lobes add less than half to the total weight.
/// </remarks>
internal sealed class ResampleWeights
{
    public const int PrecisionBits = 22;

    private readonly int[] _first;
    private readonly int[] _count;
    private readonly int[] _weights;
    private readonly int _stride;

    public ResampleWeights(int inLength, int outLength, ResampleFilter filter)
    {
        var scale = (double)inLength / outLength;
        var filterScale = Math.Max(scale, 1);
        var support = SupportOf(filter) * filterScale;
        _stride = (int)Math.Ceiling(support) * 2 + 1;
        (_first, _count, _weights) = (new int[outLength], new int[outLength], new int[checked(outLength * _stride)]);
        var exact = new double[_stride];
        for (var i = 0; i < outLength; i++)
        {
            var centre = (i + 0.5) * scale;
            _first[i] = Math.Max((int)(centre - support + 0.5), 0);
            _count[i] = Math.Min((int)(centre + support + 0.5), inLength) - _first[i];
            var taps = exact.AsSpan(0, _count[i]);
            var sum = 0.0;
            for (var t = 0; t < taps.Length; t++)
                sum += taps[t] = Value(filter, (t + _first[i] - centre + 0.5) * (1 / filterScale));
            Round(taps, sum, _weights.AsSpan(i * _stride, taps.Length));
        }
    }

    /// <summary>How many output samples there are.</summary>
    public int Length => _first.Length;

    /// <summary>The first input sample of an output sample.</summary>
    public int First(int output) => _first[output];

    /// <summary>The weights of the input samples from <see cref="First"/> on.</summary>
    public ReadOnlySpan<int> Of(int output) => _weights.AsSpan(output * _stride, _count[output]);

    private static void Round(ReadOnlySpan<double> exact, double sum, Span<int> weights)
    {
        for (var t = 0; t < exact.Length; t++)
        {
            var scaled = (sum != 0 ? exact[t] / sum : exact[t]) * (1 << PrecisionBits);
            weights[t] = (int)(scaled < 0 ? scaled - 0.5 : scaled + 0.5);
        }
    }

    private static double SupportOf(ResampleFilter filter) => filter switch
    {
        ResampleFilter.Lanczos => 3,
        ResampleFilter.Bilinear => 1,
        ResampleFilter.Bicubic => 2,
        _ => throw new ArgumentOutOfRangeException(nameof(filter), filter, "expected Lanczos, Bilinear or Bicubic"),
    };

    private static double Value(ResampleFilter filter, double x) => filter switch
    {
        ResampleFilter.Lanczos => x is >= -3 and < 3 ? Sinc(x) * Sinc(x / 3) : 0,
        ResampleFilter.Bilinear => Math.Max(1 - Math.Abs(x), 0),
        _ => Cubic(Math.Abs(x)),
    };

    private static double Sinc(double x) => x == 0 ? 1 : Math.Sin(x * Math.PI) / (x * Math.PI);

    private static double Cubic(double x)
    {
        const double A = -0.5;
        if (x < 1)
            return ((A + 2) * x - (A + 3)) * x * x + 1;
        return x < 2 ? (((x - 5) * x + 8) * x - 4) * A : 0;
    }
}
