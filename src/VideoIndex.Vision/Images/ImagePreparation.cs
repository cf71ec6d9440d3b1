using VideoIndex.Core;

namespace VideoIndex.Vision;

/// <summary>How a checkpoint wants its pictures, read from its <c>preprocessor_config.json</c> and <c>processor_config.json</c>.</summary>
public sealed record ImagePreparation
{
    private const int MaxSide = 4096;
    private const int MaxImageEdge = 16384;
    private const int MaxTokensPerPicture = 4096;

    /// <summary>Width and height, in pixels, of every picture that the model sees (512; 384 for the largest model).</summary>
    public required int Side { get; init; }

    /// <summary>What the longest edge of a still image is scaled to, up or down, before it is cut into tiles (2048; 1536).</summary>
    public required int ImageLongestEdge { get; init; }

    /// <summary>Whether still images are cut into tiles. Frames of videos never are.</summary>
    public required bool SplitImages { get; init; }

    public required ResampleFilter Resample { get; init; }

    /// <summary>A level 0..255 becomes (level * RescaleFactor - Mean) / Deviation; without rescaling it is 1.</summary>
    public required double RescaleFactor { get; init; }

    /// <summary>Red, green, blue.</summary>
    public required IReadOnlyList<float> Mean { get; init; }

    /// <summary>Red, green, blue.</summary>
    public required IReadOnlyList<float> Deviation { get; init; }

    /// <summary>Tokens that stand for one picture in the prompt (64; 81 for the largest model).</summary>
    public required int TokensPerPicture { get; init; }

    /// <exception cref="VideoIndexException">
    /// <c>model_missing</c>: a file is missing; <c>model_damaged</c>: a value is missing or absurd; <c>model_unsupported</c>: a rule not built here.
    /// </exception>
    public static ImagePreparation Load(string modelFolder)
    {
        var processor = CheckpointJson.Load(Path.Combine(modelFolder, "processor_config.json"));
        // Newer libraries write everything into the one file.
        var images = processor.Find("image_processor")
            ?? CheckpointJson.Load(Path.Combine(modelFolder, "preprocessor_config.json"));
        if (images.Find("do_resize") is { } resize && !resize.Flag())
            throw resize.Unsupported("true");

        var side = images["max_image_size"]["longest_edge"].Integer(1, MaxSide);
        CheckVideoSize(images, side);
        var rescale = images.Find("do_rescale")?.Flag() ?? true;
        var normalize = images.Find("do_normalize")?.Flag() ?? true;
        return new ImagePreparation
        {
            Side = side,
            ImageLongestEdge = images["size"]["longest_edge"].Integer(1, MaxImageEdge),
            SplitImages = images["do_image_splitting"].Flag(),
            Resample = ReadFilter(images["resample"]),
            RescaleFactor = rescale ? images["rescale_factor"].Number() : 1,
            Mean = normalize ? ReadColours(images["image_mean"]) : [0, 0, 0],
            Deviation = normalize ? ReadDeviations(images["image_std"]) : [1, 1, 1],
            TokensPerPicture = processor["image_seq_len"].Integer(1, MaxTokensPerPicture),
        };
    }

    /// <summary>The first published revisions had 384 here for an encoder of 512: their frames fit neither the encoder nor the prompt.</summary>
    private static void CheckVideoSize(CheckpointJson images, int side)
    {
        if (images.Find("video_sampling")?.Find("video_size") is { } size && size["longest_edge"].Integer(1, MaxSide) != side)
            throw size.Unsupported($"`longest_edge` {side} as in `max_image_size` (early revisions of the checkpoint differ: use a later one)");
    }

    private static ResampleFilter ReadFilter(CheckpointJson value)
    {
        var filter = (ResampleFilter)value.Integer(0, int.MaxValue);
        return Enum.IsDefined(filter) ? filter : throw value.Unsupported("1 (Lanczos), 2 (bilinear) or 3 (bicubic)");
    }

    private static float[] ReadColours(CheckpointJson value)
    {
        float[] colours = [.. value.Items().Select(c => (float)c.Number())];
        return colours.Length == 3 && colours.All(float.IsFinite) ? colours : throw value.Expected("three numbers");
    }

    private static float[] ReadDeviations(CheckpointJson value)
    {
        var deviations = ReadColours(value);
        return deviations.All(d => d > 0) ? deviations : throw value.Expected("three numbers above zero");
    }
}
