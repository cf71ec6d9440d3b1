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

    /// <summary>Residual blocks; each normalisation takes the sum of what came before it.</summary>
    private string AddTower(string patches)
    {
        var residual = patches;
        var first = Layer(0) + "layer_norm1";
        var normal = Standard("LayerNormalization", [residual, Scale(first), Shift(first)], OnnxAttribute.Of("epsilon", _config.NormEpsilon));
        for (var layer = 0; layer < _config.Layers; layer++)
        {
            var next = layer + 1 < _config.Layers ? Layer(layer + 1) + "layer_norm1" : Tower + "post_layernorm";
            var attended = AddAttention(normal, Layer(layer) + "self_attn.");
            (normal, residual) = AddNorm(attended, residual, Layer(layer) + "layer_norm2", Layer(layer) + "self_attn.out_proj.bias");
            var widened = AddMlp(normal, Layer(layer) + "mlp.");
            (normal, residual) = AddNorm(widened, residual, next, Layer(layer) + "mlp.fc2.bias");
        }

        return normal;
    }

    private string AddAttention(string input, string name)
    {
        long width = _config.Width;
        string Project(string part) => _weights.Linear(input, width, ($"{name}{part}_proj.weight", width));
        var bias = _weights.Vectors(name + "qkv.bias", (name + "q_proj.bias", width), (name + "k_proj.bias", width), (name + "v_proj.bias", width));
        var attended = _graph.Add(OnnxGraph.Microsoft, "MultiHeadAttention", [Project("q"), Project("k"), Project("v"), bias],
            OnnxAttribute.Of("num_heads", _config.Heads));
        return _weights.Linear(attended, width, (name + "out_proj.weight", width));
    }

    private string AddMlp(string input, string name)
    {
        long width = _config.Width, hidden = _config.MlpWidth;
        var widened = _weights.Linear(input, width, (name + "fc1.weight", hidden));
        // FastGelu is the tanh form, which is what SigLIP was trained with.
        var active = _graph.Add(OnnxGraph.Microsoft, "FastGelu", [widened, _weights.Tensor(name + "fc1.bias", hidden)]);
        return _weights.Linear(active, hidden, (name + "fc2.weight", width));
    }

    /// <summary>
    /// In operators of their own: on a processor SkipLayerNormalization, which is all of this in one, took 2.3 ms for 1,024 patches of 768 numbers,
    /// and these together 0.7 ms (two cores; twice in each of 12 layers of a tower of 500 ms).
    /// </summary>
    private (string Normal, string Sum) AddNorm(string value, string residual, string norm, string bias)
    {
        var sum = Standard("Add", [Standard("Add", [value, _weights.Tensor(bias, _config.Width)]), residual]);
        return (Standard("LayerNormalization", [sum, Scale(norm), Shift(norm)], OnnxAttribute.Of("epsilon", _config.NormEpsilon)), sum);
    }

    /// <summary>Squares of s x s patches become one token each: channel (row * s + column) * width + d comes from channel d of the patch at row, column.</summary>
    private void AddConnector(string states, int textWidth)
    {
        long scale = _config.ScaleFactor, side = _config.Grid / scale, width = _config.Width;
        var grid = Standard("Reshape", [states, _graph.Integers(0, side, scale, side, scale * width)]);
        var squares = Standard("Transpose", [grid], OnnxAttribute.Of("perm", [0, 1, 3, 2, 4]));
        var tokens = Standard("Reshape", [squares, _graph.Integers(0, side * side, scale * scale * width)]);
        var projected = _weights.Linear(tokens, scale * scale * width, ("connector.modality_projection.proj.weight", textWidth));
        _graph.Add(OnnxGraph.Standard, "Identity", [_weights.Widen(projected)], [Features]);
        _graph.Output(Features, OnnxType.Float, "n", side * side, textWidth);
    }

    private string Scale(string norm) => _weights.Tensor(norm + ".weight", _config.Width);

    private string Shift(string norm) => _weights.Tensor(norm + ".bias", _config.Width);

    private string Standard(string type, string[] inputs, params OnnxAttribute[] attributes) =>
        _graph.Add(OnnxGraph.Standard, type, inputs, attributes);

    private static string Layer(int layer) => $"{Tower}encoder.layers.{layer}.";
}
