namespace VideoIndex.Vision;

/// <summary>Runs the vision tower and connector over pictures. One call at a time.</summary>
/// <param name="patchesPerRun">The most that run together, but for one picture that has more.</param>
internal sealed class VisionEncoder(VisionTowerConfig config, int textWidth, ModelSession session, int patchesPerRun) : IDisposable
{
    private readonly KeptMemory _input = new();

    public int ValuesPerImage => 3 * config.ImageSize * config.ImageSize;

    public long WeightBytes => session.WeightBytes;

    public TimeSpan TimeInRuntime => session.TimeInRuntime;

    /// <summary>Features [pictures, tokens, text width].</summary>
    /// <param name="write">Called for each picture when its turn has come.</param>
    public float[] Encode(int pictures, PictureWriter write, CancellationToken cancel)
    {
        var (each, most) = (config.TokensPerImage * textWidth, Math.Max(1, patchesPerRun / (config.Grid * config.Grid)));
        var features = new float[pictures * each];
        for (var first = 0; first < pictures; first += most)
        {
            var count = Math.Min(most, pictures - first);
            Run(first, count, write, features.AsSpan(first * each, count * each), cancel);
        }

        return features;
    }

    /// <summary>Features of pictures [3, side, side], as <see cref="Encode(int, PictureWriter, CancellationToken)"/>.</summary>
    public float[] Encode(IReadOnlyList<ReadOnlyMemory<float>> pictures, CancellationToken cancel)
    {
        foreach (var picture in pictures)
            if (picture.Length != ValuesPerImage)
                throw new ArgumentException($"a picture of {picture.Length} values, expected {ValuesPerImage}", nameof(pictures));
        return Encode(pictures.Count, (picture, to) => pictures[picture].Span.CopyTo(to), cancel);
    }

    public void Dispose()
    {
        session.Dispose();
        _input.Dispose();
    }

    private void Run(int first, int count, PictureWriter write, Span<float> features, CancellationToken cancel)
    {
        var input = _input.Take((long)count * ValuesPerImage * sizeof(float));
        using var output = new NativeBuffer((long)features.Length * sizeof(float));
        for (var i = 0; i < count; i++)
            write(first + i, input.Span<float>((long)i * ValuesPerImage, ValuesPerImage));
        using var pixelTensor = input.View<float>(0, count, 3, config.ImageSize, config.ImageSize);
        using var featureTensor = output.View<float>(0, count, config.TokensPerImage, textWidth);
        using var binding = session.NewBinding();
        binding.BindInput(VisionGraph.Pixels, pixelTensor);
        binding.BindOutput(VisionGraph.Features, featureTensor);
        session.Run(binding, cancel);
        output.Span<float>(0, features.Length).CopyTo(features);
    }
}
