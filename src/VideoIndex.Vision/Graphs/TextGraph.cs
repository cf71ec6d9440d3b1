namespace VideoIndex.Vision;

/// <summary>The text model as an ONNX graph: embeddings and a key-value cache to the next token's logits and the longer cache.</summary>
/// <remarks>
/// One graph serves the prompt (cache empty) and each token after it. Only the last position of each row goes through the last layer's
/// MLP and the output head: with 49,280 tokens, logits for every position would cost more than the prompt itself.
/// Source: transformers, modeling_llama.py; ONNX Runtime, ContribOperators.md.
/// </remarks>
internal sealed class TextGraph
{
    /// <summary>Names of what goes in and out. Shapes: B rows, S new tokens a row, P places in the cache.</summary>
    public const string
        Embeddings = "embeddings",         // float [B, S, width]
        LastPlaces = "last_places",        // int32 [B]: tokens of a row, new ones included, minus one
        TotalLength = "total_length",      // int32 []: most tokens of any row, new ones included
        LastRows = "last_rows",            // int64 [B]: where in B * S the last new token of a row stands
        Logits = "logits";                 // float [B, vocabulary]

    private const string Model = "text_model.";

    private readonly TextModelConfig _config;
    private readonly OnnxGraph _graph = new("text");
    private readonly WeightLoader _weights;
    private string _cosines = "", _sines = "";

    private TextGraph(TextModelConfig config, ModelWeights weights)
    {
        _config = config;
        _weights = new WeightLoader(weights, _graph);
    }

    public static string PastKeys(int layer) => $"past_keys.{layer}";

    public static string PastValues(int layer) => $"past_values.{layer}";

    public static string Keys(int layer) => $"keys.{layer}";

    public static string Values(int layer) => $"values.{layer}";

    public static OnnxGraph Build(TextModelConfig config, ModelWeights weights)
    {
        var text = new TextGraph(config, weights);
        text.AddInputs();
        text.AddHead(text.AddLayers());
        return text._graph;
    }

    private void AddInputs()
    {
        _graph.Input(Embeddings, OnnxType.Float, "B", "S", _config.Width);
        _graph.Input(LastPlaces, OnnxType.Int32, "B");
        _graph.Input(TotalLength, OnnxType.Int32);
        _graph.Input(LastRows, OnnxType.Int64, "B");
        var (cosines, sines) = RotaryTable.Build(_config.MaxPositions, _config.HeadWidth, _config.RopeTheta);
        _cosines = _graph.Weight("rotary.cosines", cosines, _config.MaxPositions, _config.HeadWidth / 2);
        _sines = _graph.Weight("rotary.sines", sines, _config.MaxPositions, _config.HeadWidth / 2);
    }

    private string AddLayers()
    {
        var residual = Embeddings;
        var normal = _graph.Add(OnnxGraph.Standard, "SimplifiedLayerNormalization", [residual, NormWeight(Layer(0) + "input_layernorm")],
            OnnxAttribute.Of("axis", -1), OnnxAttribute.Of("epsilon", _config.NormEpsilon));
        for (var layer = 0; layer < _config.Layers; layer++)
        {
            var isLast = layer + 1 == _config.Layers;
            var attended = AddAttention(normal, layer);
            if (isLast)
                (attended, residual) = (LastOnly(attended, _config.Heads * (long)_config.HeadWidth), LastOnly(residual, _config.Width));
            var mixed = _weights.Linear(attended, _config.Heads * (long)_config.HeadWidth, (Layer(layer) + "self_attn.o_proj.weight", _config.Width));
            (normal, residual) = AddNorm(mixed, residual, Layer(layer) + "post_attention_layernorm");
            var next = isLast ? Model + "norm" : Layer(layer + 1) + "input_layernorm";
            (normal, residual) = AddNorm(AddMlp(normal, Layer(layer) + "mlp."), residual, next);
        }

        return normal;
    }

    private string AddAttention(string input, int layer)
    {
        long queries = (long)_config.Heads * _config.HeadWidth, keys = (long)_config.KeyValueHeads * _config.HeadWidth;
        var name = Layer(layer) + "self_attn.";
        var packed = _weights.Linear(input, _config.Width, (name + "q_proj.weight", queries), (name + "k_proj.weight", keys), (name + "v_proj.weight", keys));
        foreach (var cache in (string[])[PastKeys(layer), PastValues(layer)])
            _graph.Input(cache, OnnxType.Float, "B", _config.KeyValueHeads, "P", _config.HeadWidth);
        foreach (var cache in (string[])[Keys(layer), Values(layer)])
            _graph.Output(cache, OnnxType.Float, "B", _config.KeyValueHeads, "T", _config.HeadWidth);
        var attended = name + "out";
        _graph.Add(OnnxGraph.Microsoft, "GroupQueryAttention",
            [packed, "", "", PastKeys(layer), PastValues(layer), LastPlaces, TotalLength, _cosines, _sines],
            [attended, Keys(layer), Values(layer)],
            OnnxAttribute.Of("num_heads", _config.Heads), OnnxAttribute.Of("kv_num_heads", _config.KeyValueHeads), OnnxAttribute.Of("do_rotary", 1));
        return attended;
    }

    private string AddMlp(string input, string name)
    {
        long width = _config.Width, hidden = _config.MlpWidth;
        var gate = _weights.Linear(input, width, (name + "gate_proj.weight", hidden));
        var up = _weights.Linear(input, width, (name + "up_proj.weight", hidden));
        // QuickGelu is x * sigmoid(alpha x): with one for alpha, SiLU in a single pass.
        var active = _graph.Add(OnnxGraph.Microsoft, "QuickGelu", [gate], OnnxAttribute.Of("alpha", 1f));
        return _weights.Linear(_graph.Add(OnnxGraph.Standard, "Mul", [active, up]), hidden, (name + "down_proj.weight", width));
    }

    /// <summary>[B, S, width] to [B, width]: the last new token of each row.</summary>
    private string LastOnly(string value, long width)
    {
        var rows = _graph.Add(OnnxGraph.Standard, "Reshape", [value, _graph.Integers(-1, width)]);
        return _graph.Add(OnnxGraph.Standard, "Gather", [rows, LastRows], OnnxAttribute.Of("axis", 0));
    }

    private (string Normal, string Sum) AddNorm(string value, string residual, string norm)
    {
        string normal = norm + ".out", sum = norm + ".sum";
        _graph.Add(OnnxGraph.Microsoft, "SkipSimplifiedLayerNormalization", [value, residual, NormWeight(norm)], [normal, "", "", sum],
            OnnxAttribute.Of("epsilon", _config.NormEpsilon));
        return (normal, sum);
    }

    private void AddHead(string states)
    {
        var head = _config.TiedHead ? Model + "embed_tokens.weight" : "lm_head.weight";
        var logits = _weights.Linear(states, _config.Width, (head, _config.Vocabulary));
        _graph.Add(OnnxGraph.Standard, "Identity", [logits], [Logits]);
        _graph.Output(Logits, OnnxType.Float, "B", _config.Vocabulary);
    }

    private string NormWeight(string norm) => _weights.Tensor(norm + ".weight", _config.Width);

    private static string Layer(int layer) => $"{Model}layers.{layer}.";
}
