using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace VideoIndex.EndToEnd.Tests.Vision;

/// <summary>Writes a checkpoint with a published model's shapes and random weights in BF16: it loads and runs like the real one, and says nonsense.</summary>
internal sealed class RandomCheckpoint
{
    // Weights repeat after this many: making each one new would take longer than everything else, and costs a kernel nothing less.
    private const int Pattern = 1 << 20;

    private readonly List<(string Name, long[] Shape)> _tensors = [];
    private readonly ushort[] _weights = new ushort[Pattern];
    private readonly ushort[] _ones = new ushort[1 << 12];

    private RandomCheckpoint(int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < _weights.Length; i++)
            _weights[i] = BFloat16((random.NextSingle() - 0.5f) * 0.06f);
        Array.Fill(_ones, BFloat16(1));
    }

    /// <summary>SmolVLM2-256M-Video-Instruct; its tokenizer and processor files must be put beside it.</summary>
    /// <returns>How many weights it has.</returns>
    public static long Write256M(string folder)
    {
        var checkpoint = new RandomCheckpoint(seed: 256);
        checkpoint.AddVision(layers: 12, width: 768, mlp: 3072, patch: 16, patches: 1024);
        checkpoint._tensors.Add(("model.connector.modality_projection.proj.weight", [576, 12288]));
        checkpoint.AddText(layers: 30, width: 576, keys: 192, mlp: 1536, vocabulary: 49280);
        checkpoint.WriteTo(Path.Combine(folder, "model.safetensors"));
        return checkpoint._tensors.Sum(t => Numbers(t.Shape));
    }

    private void AddVision(long layers, long width, long mlp, long patch, long patches)
    {
        const string tower = "model.vision_model.";
        Add(tower + "embeddings.patch_embedding.weight", width, 3, patch, patch);
        Add(tower + "embeddings.patch_embedding.bias", width);
        Add(tower + "embeddings.position_embedding.weight", patches, width);
        for (var layer = 0; layer < layers; layer++)
        {
            var name = $"{tower}encoder.layers.{layer}.";
            foreach (var norm in (string[])["layer_norm1", "layer_norm2"])
                AddNorm(name + norm, width);
            foreach (var part in (string[])["q_proj", "k_proj", "v_proj", "out_proj"])
                AddLinear($"{name}self_attn.{part}", width, width);
            AddLinear(name + "mlp.fc1", mlp, width);
            AddLinear(name + "mlp.fc2", width, mlp);
        }

        AddNorm(tower + "post_layernorm", width);
    }

    private void AddText(long layers, long width, long keys, long mlp, long vocabulary)
    {
        const string model = "model.text_model.";
        Add(model + "embed_tokens.weight", vocabulary, width);
        for (var layer = 0; layer < layers; layer++)
        {
            var name = $"{model}layers.{layer}.";
            Add(name + "input_layernorm.weight", width);
            Add(name + "post_attention_layernorm.weight", width);
            foreach (var (part, rows) in ((string, long)[])[("q_proj", width), ("k_proj", keys), ("v_proj", keys), ("o_proj", width)])
                Add($"{name}self_attn.{part}.weight", rows, width);
            Add(name + "mlp.gate_proj.weight", mlp, width);
            Add(name + "mlp.up_proj.weight", mlp, width);
            Add(name + "mlp.down_proj.weight", width, mlp);
        }

        Add(model + "norm.weight", width);
        Add("lm_head.weight", vocabulary, width);
    }

    private void AddNorm(string name, long width)
    {
        Add(name + ".weight", width);
        Add(name + ".bias", width);
    }

    private void AddLinear(string name, long outputs, long inputs)
    {
        Add(name + ".weight", outputs, inputs);
        Add(name + ".bias", outputs);
    }

    private void Add(string name, params long[] shape) => _tensors.Add((name, shape));

    private void WriteTo(string path)
    {
        using var file = File.Create(path);
        var header = Header();
        file.Write(BitConverter.GetBytes((long)header.Length));
        file.Write(header);
        foreach (var (name, shape) in _tensors)
        {
            var isNorm = name.Contains("norm", StringComparison.Ordinal) && name.EndsWith(".weight", StringComparison.Ordinal);
            var source = isNorm ? _ones : _weights;
            for (var left = Numbers(shape); left > 0; left -= source.Length)
                file.Write(MemoryMarshal.AsBytes(source.AsSpan(0, (int)Math.Min(left, source.Length))));
        }
    }

    private byte[] Header()
    {
        var json = new StringBuilder("{");
        long start = 0;
        foreach (var (name, shape) in _tensors)
        {
            var end = start + 2 * Numbers(shape);
            json.Append(CultureInfo.InvariantCulture,
                $"{(start > 0 ? "," : "")}\"{name}\":{{\"dtype\":\"BF16\",\"shape\":[{string.Join(',', shape)}],\"data_offsets\":[{start},{end}]}}");
            start = end;
        }

        return Encoding.UTF8.GetBytes(json.Append('}').ToString());
    }

    private static long Numbers(long[] shape) => shape.Aggregate(1L, (product, size) => product * size);

    private static ushort BFloat16(float value) => (ushort)(BitConverter.SingleToUInt32Bits(value) >> 16);
}
