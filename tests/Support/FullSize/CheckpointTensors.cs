namespace VideoIndex.Tests.Support;

/// <summary>The names and shapes of a published checkpoint's tensors.</summary>
internal static class CheckpointTensors
{
    public static IReadOnlyList<(string Name, long[] Shape)> Of(PublishedSizes sizes)
    {
        var tensors = new List<(string, long[])>();
        AddVision(tensors, sizes);
        var (scale, width) = ((long)sizes.Vision.Scale, (long)sizes.Vision.Width);
        tensors.Add(("model.connector.modality_projection.proj.weight", [sizes.Text.Width, scale * scale * width]));
        AddText(tensors, sizes);
        return tensors;
    }

    private static void AddVision(List<(string, long[])> tensors, PublishedSizes sizes)
    {
        const string tower = "model.vision_model.";
        var (_, patch, layers, width, mlp, _) = sizes.Vision;
        tensors.Add((tower + "embeddings.patch_embedding.weight", [width, 3, patch, patch]));
        tensors.Add((tower + "embeddings.patch_embedding.bias", [width]));
        tensors.Add((tower + "embeddings.position_embedding.weight", [sizes.Patches, width]));
        for (var layer = 0; layer < layers; layer++)
        {
            var name = $"{tower}encoder.layers.{layer}.";
            foreach (var norm in (string[])["layer_norm1", "layer_norm2"])
                AddWithBias(tensors, name + norm, width);
            foreach (var part in (string[])["q_proj", "k_proj", "v_proj", "out_proj"])
                AddWithBias(tensors, $"{name}self_attn.{part}", width, width);
            AddWithBias(tensors, name + "mlp.fc1", mlp, width);
            AddWithBias(tensors, name + "mlp.fc2", width, mlp);
        }

        AddWithBias(tensors, tower + "post_layernorm", width);
    }

    private static void AddText(List<(string, long[])> tensors, PublishedSizes sizes)
    {
        const string model = "model.text_model.";
        var (layers, width, keyValueHeads, mlp, _) = sizes.Text;
        var keys = keyValueHeads * PublishedSizes.HeadWidth;
        tensors.Add((model + "embed_tokens.weight", [PublishedSizes.Vocabulary, width]));
        for (var layer = 0; layer < layers; layer++)
        {
            var name = $"{model}layers.{layer}.";
            tensors.Add((name + "input_layernorm.weight", [width]));
            tensors.Add((name + "post_attention_layernorm.weight", [width]));
            foreach (var (part, rows) in ((string, int)[])[("q_proj", width), ("k_proj", keys), ("v_proj", keys), ("o_proj", width)])
                tensors.Add(($"{name}self_attn.{part}.weight", [rows, width]));
            tensors.Add((name + "mlp.gate_proj.weight", [mlp, width]));
            tensors.Add((name + "mlp.up_proj.weight", [mlp, width]));
            tensors.Add((name + "mlp.down_proj.weight", [width, mlp]));
        }

        tensors.Add((model + "norm.weight", [width]));
        tensors.Add(("lm_head.weight", [PublishedSizes.Vocabulary, width]));
    }

    private static void AddWithBias(List<(string, long[])> tensors, string name, params long[] shape)
    {
        tensors.Add((name + ".weight", shape));
        tensors.Add((name + ".bias", [shape[0]]));
    }
}
