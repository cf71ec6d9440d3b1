namespace VideoIndex.Vision;

/// <summary>Runs the vision tower and connector over pictures. One call at a time.</summary>
/// <param name="patchesPerRun">The most that run together, but for one picture that has more.</param>
internal sealed class VisionEncoder(VisionTowerConfig config, int textWidth, ModelSession session, int patchesPerRun) : IDisposable
{
    public int ValuesPerImage => 3 * config.ImageSize * config.ImageSize;

    public long WeightBytes => session.WeightBytes;

    public TimeSpan TimeInRuntime => session.TimeInRuntime;

    /// <summary>Features [pictures, tokens, text width] of pictures [3, side, side].</summary>
    public float[] Encode(IReadOnlyList<ReadOnlyMemory<float>> pictures, CancellationToken cancel)
    {
        foreach (var picture in pictures)
            if (picture.Length != ValuesPerImage)
                throw new ArgumentException($"a picture of {picture.Length} values, expected {ValuesPerImage}", nameof(pictures));
        var each = config.TokensPerImage * textWidth;
        var features = new float[pictures.Count * each];
        var first = 0;
        foreach (var run in pictures.Chunk(Math.Max(1, patchesPerRun / (config.Grid * config.Grid))))
        {
            Run(run, features.AsSpan(first * each, run.Length * each), cancel);
            first += run.Length;
        }

        return features;
    }

    public void Dispose() => session.Dispose();

    private void Run(ReadOnlyMemory<float>[] pictures, Span<float> features, CancellationToken cancel)
    {
        using var input = new NativeBuffer((long)pictures.Length * ValuesPerImage * sizeof(float));
        using var output = new NativeBuffer((long)features.Length * sizeof(float));
        for (var i = 0; i < pictures.Length; i++)
            pictures[i].Span.CopyTo(input.Span<float>((long)i * ValuesPerImage, ValuesPerImage));
        using var pixelTensor = input.View<float>(0, pictures.Length, 3, config.ImageSize, config.ImageSize);
        using var featureTensor = output.View<float>(0, pictures.Length, config.TokensPerImage, textWidth);
        using var binding = session.NewBinding();
        binding.BindInput(VisionGraph.Pixels, pixelTensor);
        binding.BindOutput(VisionGraph.Features, featureTensor);
        session.Run(binding, cancel);
        output.Span<float>(0, features.Length).CopyTo(features);
    }
}
