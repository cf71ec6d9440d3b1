using System.Numerics.Tensors;
using VideoIndex.Core;

namespace VideoIndex.Vision;

/// <summary>Runs the vision tower and connector over pictures. One call at a time.</summary>
internal sealed class VisionEncoder(VisionTowerConfig config, int textWidth, ModelSession session) : IDisposable
{
    // What one run holds grows with its patches (12 MB of floats a 512-pixel picture in the widest layer); beyond this many
    // patches a run gains no speed.
    private const int PatchesPerRun = 4096;

    public int ValuesPerImage => 3 * config.ImageSize * config.ImageSize;

    /// <summary>Features [count, tokens, text width] of pixels [count, 3, side, side].</summary>
    public float[] Encode(ReadOnlySpan<float> pixels, int count, CancellationToken cancel)
    {
        if (pixels.Length != (long)count * ValuesPerImage)
            throw new ArgumentException($"{pixels.Length} values, expected {count} pictures of {ValuesPerImage}", nameof(pixels));
        var each = config.TokensPerImage * textWidth;
        var features = new float[count * each];
        var step = Math.Max(1, PatchesPerRun / (config.Grid * config.Grid));
        for (var first = 0; first < count; first += step)
        {
            var images = Math.Min(step, count - first);
            Run(pixels.Slice(first * ValuesPerImage, images * ValuesPerImage), features.AsSpan(first * each, images * each), images, cancel);
        }

        return features;
    }

    public void Dispose() => session.Dispose();

    private void Run(ReadOnlySpan<float> pixels, Span<float> features, int images, CancellationToken cancel)
    {
        using var input = new NativeBuffer((long)pixels.Length * sizeof(float));
        using var output = new NativeBuffer((long)features.Length * sizeof(float));
        pixels.CopyTo(input.Span<float>(0, pixels.Length));
        using var pixelTensor = input.View<float>(0, images, 3, config.ImageSize, config.ImageSize);
        using var featureTensor = output.View<float>(0, images, config.TokensPerImage, textWidth);
        using var binding = session.NewBinding();
        binding.BindInput(VisionGraph.Pixels, pixelTensor);
        binding.BindOutput(VisionGraph.Features, featureTensor);
        session.Run(binding, cancel);
        output.Span<float>(0, features.Length).CopyTo(features);
        // Not-a-number wins every comparison here, so that one look at the largest finds it.
        if (!float.IsFinite(TensorPrimitives.MaxMagnitude<float>(features)))
            throw new VideoIndexException(ErrorCodes.CaptionFailed, "the vision tower gave features that are not numbers", "check the model with `videoindex doctor`");
    }
}
