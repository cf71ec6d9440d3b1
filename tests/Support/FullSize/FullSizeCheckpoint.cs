using System.Globalization;
using System.Text;
using System.Text.Json;

namespace VideoIndex.Tests.Support;

/// <summary>Writes a whole checkpoint with a published model's sizes, files and tensor names, and random weights: it loads and runs like the real one, and says nonsense.</summary>
internal static class FullSizeCheckpoint
{
    private const string LastFile = "config.json";

    /// <summary>Where checkpoints lie that nobody gave a folder: kept for the next run, gigabytes each.</summary>
    public static string DefaultFolder(PublishedSizes sizes) => Path.Combine(Path.GetTempPath(), "videoindex-full-size", sizes.Published);

    /// <summary>Writes it, or leaves it as it is when a whole one is there.</summary>
    /// <param name="reference">Holds the published models' tokenizer.json, and their own settings in folders of their names.</param>
    public static void Write(PublishedSizes sizes, string folder, string reference)
    {
        if (File.Exists(Path.Combine(folder, LastFile)))
            return;
        Directory.CreateDirectory(folder);
        File.Copy(Path.Combine(reference, "tokenizer.json"), Path.Combine(folder, "tokenizer.json"), overwrite: true);
        WriteWeights(sizes, folder);
        foreach (var (name, text) in Settings(sizes))
        {
            var published = Path.Combine(reference, sizes.Published, name);
            File.WriteAllText(Path.Combine(folder, name), File.Exists(published) ? File.ReadAllText(published) : text);
        }
    }

    private static void WriteWeights(PublishedSizes sizes, string folder)
    {
        var weights = new RandomWeights(sizes.DataType, seed: 2025);
        var shards = Spread(CheckpointTensors.Of(sizes), sizes);
        var names = Enumerable.Range(1, shards.Count).Select(i => shards.Count == 1 ? "model.safetensors" : $"model-{i:00000}-of-{shards.Count:00000}.safetensors").ToList();
        foreach (var (name, tensors) in names.Zip(shards))
            WriteShard(Path.Combine(folder, name), tensors, sizes.DataType, weights);
        if (shards.Count == 1)
            return;
        var map = names.Zip(shards).SelectMany(s => s.Second.Select(t => (t.Name, File: s.First))).ToDictionary(t => t.Name, t => t.File);
        var index = JsonSerializer.Serialize(new { metadata = new { total_size = sizes.Weights * weights.NumberBytes }, weight_map = map });
        File.WriteAllText(Path.Combine(folder, "model.safetensors.index.json"), index);
    }

    /// <summary>Neighbouring tensors, about equally many weights a file.</summary>
    private static List<List<(string Name, long[] Shape)>> Spread(IReadOnlyList<(string Name, long[] Shape)> tensors, PublishedSizes sizes)
    {
        var total = tensors.Sum(t => Numbers(t.Shape));
        if (total != sizes.Weights)
            throw new InvalidOperationException($"{sizes.Name} has {total} weights here, published are {sizes.Weights}");
        var shards = Enumerable.Range(0, sizes.Shards).Select(_ => new List<(string, long[])>()).ToList();
        long done = 0;
        foreach (var (name, shape) in tensors)
        {
            shards[(int)(done * sizes.Shards / total)].Add((name, shape));
            done += Numbers(shape);
        }

        return shards;
    }

    private static void WriteShard(string path, List<(string Name, long[] Shape)> tensors, string dataType, RandomWeights weights)
    {
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 1 << 20);
        var header = Header(tensors, dataType, weights.NumberBytes);
        file.Write(BitConverter.GetBytes((long)header.Length));
        file.Write(header);
        foreach (var (name, shape) in tensors)
            weights.Write(file, name, Numbers(shape));
    }

    private static byte[] Header(List<(string Name, long[] Shape)> tensors, string dataType, int numberBytes)
    {
        var json = new StringBuilder("{\"__metadata__\":{\"format\":\"pt\"}");
        long start = 0;
        foreach (var (name, shape) in tensors)
        {
            var end = start + numberBytes * Numbers(shape);
            json.Append(CultureInfo.InvariantCulture,
                $",\"{name}\":{{\"dtype\":\"{dataType}\",\"shape\":[{string.Join(',', shape)}],\"data_offsets\":[{start},{end}]}}");
            start = end;
        }

        return Encoding.UTF8.GetBytes(json.Append('}').ToString());
    }

    /// <summary>The settings files, as far as they say anything about the model; config.json comes last and marks the folder as whole.</summary>
    private static IEnumerable<(string Name, string Text)> Settings(PublishedSizes sizes)
    {
        var (vision, text) = (sizes.Vision, sizes.Text);
        var edge = new { longest_edge = vision.Side };
        yield return ("generation_config.json", Json(new { bos_token_id = 0, eos_token_id = 49279, pad_token_id = 2 }));
        yield return ("processor_config.json", Json(new { image_seq_len = sizes.TokensPerPicture, processor_class = "SmolVLMProcessor" }));
        yield return ("preprocessor_config.json", Json(new
        {
            do_convert_rgb = true,
            do_image_splitting = true,
            do_normalize = true,
            do_pad = true,
            do_rescale = true,
            do_resize = true,
            image_mean = new[] { 0.5, 0.5, 0.5 },
            image_std = new[] { 0.5, 0.5, 0.5 },
            max_image_size = edge,
            resample = 1,
            rescale_factor = 1 / 255.0,
            size = new { longest_edge = 4 * vision.Side },
            video_sampling = new { fps = 1, max_frames = 64, video_size = edge },
        }));
        // Like the published 2.2B it says neither the text model's head counts nor the head's width.
        yield return (LastFile, Json(new
        {
            architectures = new[] { "SmolVLMForConditionalGeneration" },
            image_token_id = 49190,
            model_type = "smolvlm",
            scale_factor = vision.Scale,
            text_config = new
            {
                hidden_size = text.Width,
                intermediate_size = text.Mlp,
                max_position_embeddings = 8192,
                model_type = "llama",
                num_hidden_layers = text.Layers,
                rms_norm_eps = 1e-5,
                rope_theta = text.Theta,
                vocab_size = PublishedSizes.Vocabulary,
            },
            tie_word_embeddings = false,
            vision_config = new
            {
                hidden_size = vision.Width,
                image_size = vision.Side,
                intermediate_size = vision.Mlp,
                model_type = "smolvlm_vision",
                num_attention_heads = vision.Width == 1152 ? 16 : 12,
                num_hidden_layers = vision.Layers,
                patch_size = vision.Patch,
            },
        }));
    }

    private static string Json(object settings) => JsonSerializer.Serialize(settings);

    private static long Numbers(long[] shape) => shape.Aggregate(1L, (product, size) => product * size);
}
