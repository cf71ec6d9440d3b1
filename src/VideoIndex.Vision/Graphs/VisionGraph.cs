namespace VideoIndex.Vision;

/// <summary>The vision tower and the connector as an ONNX graph: pixels [n, 3, side, side] to features [n, tokens, text width].</summary>
/// <remarks>
/// For square pictures whose every patch is looked at, which are all that a processor of this family makes: positions are then the
/// identity and attention has no mask. Source: transformers, modeling_smolvlm.py.
/// </remarks>
internal sealed class VisionGraph
{
    public const string Pixels = "pixels", Features = "features";
    private const int Channels = 3;
    private const string Tower = "vision_model.";

    private readonly VisionTowerConfig _config;
    private readonly OnnxGraph _graph = new("vision");
    private readonly WeightLoader _weights;

    private VisionGraph(VisionTowerConfig config, ModelWeights weights)
    {
        _config = config;
        _weights = new WeightLoader(weights, _graph);
    }

    public static OnnxGraph Build(VisionTowerConfig config, int textWidth, ModelWeights weights)
    {
        var vision = new VisionGraph(config, weights);
        var patches = vision.AddEmbeddings();
        var states = vision.AddTower(patches);
        vision.AddConnector(states, textWidth);
        return vision._graph;
    }

    private string AddEmbeddings()
    {
        long side = _config.ImageSize, patch = _config.PatchSize, width = _config.Width, patches = (long)_config.Grid * _config.Grid;
        var pixels = _graph.Input(Pixels, OnnxType.Float, "n", Channels, side, side);
        // In 32 bits always: a hundredth of the work, and of this opset the one operator that knows no brain floats.
        var kernel = _weights.WideTensor(Tower + "embeddings.patch_embedding.weight", width, Channels, patch, patch);
        var bias = _weights.WideTensor(Tower + "embeddings.patch_embedding.bias", width);
        var image = Standard("Conv", [pixels, kernel, bias], OnnxAttribute.Of("kernel_shape", [patch, patch]), OnnxAttribute.Of("strides", [patch, patch]));
        var columns = Standard("Reshape", [image, _graph.Integers(0, width, patches)]);
        var rows = Standard("Transpose", [columns], OnnxAttribute.Of("perm", [0, 2, 1]));
        var positions = _weights.Tensor(Tower + "embeddings.position_embedding.weight", [patches, width], [1, patches, width]);
        return Standard("Add", [_weights.Shorten(rows), positions]);
    }

    /// <summary>Residual blocks, each with a normalisation before its layers.</summary>
    private string AddTower(string patches)
    {
        var states = patches;
        for (var layer = 0; layer < _config.Layers; layer++)
        {
            states = AddAttention(states, Norm(Layer(layer) + "layer_norm1"), Layer(layer) + "self_attn.");
            states = AddMlp(states, Norm(Layer(layer) + "layer_norm2"), Layer(layer) + "mlp.");
        }

        return _weights.Norm(states, _config.Width, Norm(Tower + "post_layernorm"));
    }

    private string AddAttention(string states, LinearNorm norm, string name)
    {
        long width = _config.Width;
        (string, long)[] Parts(string kind) => [($"{name}q_proj.{kind}", width), ($"{name}k_proj.{kind}", width), ($"{name}v_proj.{kind}", width)];
        var attended = _weights.HasAttention(_config.Width / _config.Heads)
            ? _weights.Attention(_weights.Linear(new(states, width, Parts("weight")) { Norm = norm, Biases = Parts("bias") }), _config.Width, _config.Heads)
            : AddAttention(_weights.Norm(states, width, norm), Parts("weight"), _weights.Vectors(name + "qkv.bias", Parts("bias")));
        return _weights.Linear(new(attended, width, (name + "out_proj.weight", width)) { Biases = [(name + "out_proj.bias", width)], Added = states });
    }

    private string AddAttention(string input, (string, long)[] projections, string bias)
    {
        var projected = projections.Select(projection => _weights.Linear(new(input, _config.Width, projection)));
        return _graph.Add(OnnxGraph.Microsoft, "MultiHeadAttention", [.. projected, bias], OnnxAttribute.Of("num_heads", _config.Heads));
    }

    private string AddMlp(string states, LinearNorm norm, string name)
    {
        long width = _config.Width, hidden = _config.MlpWidth;
        var active = _weights.Linear(new(states, width, (name + "fc1.weight", hidden)) { Norm = norm, Biases = [(name + "fc1.bias", hidden)], End = LinearEnd.Gelu });
        return _weights.Linear(new(active, hidden, (name + "fc2.weight", width)) { Biases = [(name + "fc2.bias", width)], Added = states });
    }

    /// <summary>
    /// As an operator of its own where it is one: on a processor SkipLayerNormalization, which adds bias and residual too, took 2.3 ms for
    /// 1,024 patches of 768 numbers, and these three one by one 0.7 ms (two cores; twice in each of 12 layers).
    /// </summary>
    private LinearNorm Norm(string name) => new(name + ".weight", name + ".bias", _config.NormEpsilon);

    /// <summary>Squares of s x s patches become one token each: channel (row * s + column) * width + d comes from channel d of the patch at row, column.</summary>
    private void AddConnector(string states, int textWidth)
    {
        long scale = _config.ScaleFactor, side = _config.Grid / scale, width = _config.Width;
        var grid = Standard("Reshape", [states, _graph.Integers(0, side, scale, side, scale * width)]);
        var squares = Standard("Transpose", [grid], OnnxAttribute.Of("perm", [0, 1, 3, 2, 4]));
        var tokens = Standard("Reshape", [squares, _graph.Integers(0, side * side, scale * scale * width)]);
        var projected = _weights.Linear(new(tokens, scale * scale * width, ("connector.modality_projection.proj.weight", textWidth)));
        _graph.Add(OnnxGraph.Standard, "Identity", [_weights.Widen(projected)], [Features]);
        _graph.Output(Features, OnnxType.Float, "n", side * side, textWidth);
    }

    private string Standard(string type, string[] inputs, params OnnxAttribute[] attributes) =>
        _graph.Add(OnnxGraph.Standard, type, inputs, attributes);

    private static string Layer(int layer) => $"{Tower}encoder.layers.{layer}.";
}
