namespace VideoIndex.Vision;

/// <summary>The text model, or some layers of it, as an ONNX graph: states and a key-value cache to the longer cache and the states after these layers.</summary>
/// <remarks>
/// One graph serves the prompt (cache empty) and each token after it. The states before the first layer are the embeddings; after the
/// last only the last position of each row goes on, through its MLP and the output head: with 49,280 tokens, logits for every position
/// would cost more than the prompt itself. Source: transformers, modeling_llama.py; ONNX Runtime, ContribOperators.md.
/// </remarks>
internal sealed class TextGraph
{
    /// <summary>Names of what goes in and out. Shapes: B rows, S new tokens a row, P places in the cache.</summary>
    public const string
        States = "states",                 // float [B, S, width]; of a part without layers [B, width]
        Cosines = "cosines",               // float [most positions, head width / 2], of the rotary position embedding; of a part only
        Sines = "sines",                   // as cosines
        LastPlaces = "last_places",        // int32 [B]: tokens of a row, new ones included, minus one
        TotalLength = "total_length",      // int32 []: most tokens of any row, new ones included
        LastRows = "last_rows",            // int64 [B]: where in B * S the last new token of a row stands
        StatesAfter = "states_after",      // as states; after the last layer [B, width]
        Logits = "logits";                 // float [B, vocabulary]

    private const string Model = "text_model.";

    private readonly TextModelConfig _config;
    private readonly TextPart _part;
    private readonly OnnxGraph _graph = new("text");
    private readonly WeightLoader _weights;
    private readonly OnnxType _floats;
    private string _cosines = Cosines, _sines = Sines;

    private TextGraph(TextModelConfig config, TextPart part, ModelWeights weights)
    {
        (_config, _part, _floats) = (config, part, weights.FloatType);
        _weights = new WeightLoader(weights, _graph);
    }

    public static string PastKeys(int layer) => $"past_keys.{layer}";

    public static string PastValues(int layer) => $"past_values.{layer}";

    public static string Keys(int layer) => $"keys.{layer}";

    public static string Values(int layer) => $"values.{layer}";

    public static OnnxGraph Build(TextModelConfig config, TextPart part, ModelWeights weights)
    {
        var text = new TextGraph(config, part, weights);
        var states = part.HasLayers ? text.AddLayers(text.AddInputs()) : text._weights.Shorten(text._graph.Input(States, OnnxType.Float, "B", config.Width));
        if (part.HasHead)
            text.AddHead(states);
        else
            text.AddStates(states);
        return text._graph;
    }

    private string AddInputs()
    {
        AddTables();
        _graph.Input(States, OnnxType.Float, "B", "S", _config.Width);
        _graph.Input(LastPlaces, OnnxType.Int32, "B");
        _graph.Input(TotalLength, OnnxType.Int32);
        if (_part.EndLayer == _config.Layers)
            _graph.Input(LastRows, OnnxType.Int64, "B");
        return _weights.Shorten(States);
    }

    /// <summary>Of a graph that is whole they are weights, and a device reads them where it computes; of parts they are inputs, or each would keep a copy.</summary>
    private void AddTables()
    {
        long places = _config.MaxPositions, half = _config.HeadWidth / 2;
        if (_part.IsWhole(_config.Layers))
        {
            var rotary = RotaryTable.Build(_config.MaxPositions, _config.HeadWidth, _config.RopeTheta);
            (_cosines, _sines) = (_weights.Table(Cosines, rotary.Cosines, places, half), _weights.Table(Sines, rotary.Sines, places, half));
            return;
        }

        _cosines = _weights.Shorten(_graph.Input(Cosines, OnnxType.Float, places, half));
        _sines = _weights.Shorten(_graph.Input(Sines, OnnxType.Float, places, half));
    }

    private string AddLayers(string states)
    {
        for (var layer = _part.FirstLayer; layer < _part.EndLayer; layer++)
        {
            var attended = AddAttention(states, layer);
            if (layer + 1 == _config.Layers)
                (attended, states) = (LastOnly(attended, _config.Heads * (long)_config.HeadWidth), LastOnly(states, _config.Width));
            states = _weights.Linear(new(attended, _config.Heads * (long)_config.HeadWidth, (Layer(layer) + "self_attn.o_proj.weight", _config.Width)) { Added = states });
            states = AddMlp(states, layer);
        }

        return states;
    }

    private string AddAttention(string states, int layer)
    {
        long queries = (long)_config.Heads * _config.HeadWidth, keys = (long)_config.KeyValueHeads * _config.HeadWidth;
        var name = Layer(layer) + "self_attn.";
        (string, long)[] projections = [(name + "q_proj.weight", queries), (name + "k_proj.weight", keys), (name + "v_proj.weight", keys)];
        var packed = _weights.Linear(new(states, _config.Width, projections) { Norm = Norm(Layer(layer) + "input_layernorm") });
        foreach (var cache in (string[])[PastKeys(layer), PastValues(layer)])
            _graph.Input(cache, _floats, "B", _config.KeyValueHeads, "P", _config.HeadWidth);
        foreach (var cache in (string[])[Keys(layer), Values(layer)])
            _graph.Output(cache, _floats, "B", _config.KeyValueHeads, "T", _config.HeadWidth);
        var attended = name + "out";
        _weights.CachedAttention(_config.Heads, _config.KeyValueHeads, _config.HeadWidth,
            [packed, PastKeys(layer), PastValues(layer), LastPlaces, TotalLength, _cosines, _sines], [attended, Keys(layer), Values(layer)]);
        return attended;
    }

    private string AddMlp(string states, int layer)
    {
        long width = _config.Width, hidden = _config.MlpWidth;
        var name = Layer(layer) + "mlp.";
        var norm = Norm(Layer(layer) + "post_attention_layernorm");
        var active = _weights.Linear(new(states, width, (name + "gate_proj.weight", hidden), (name + "up_proj.weight", hidden)) { Norm = norm, End = LinearEnd.GatedSilu });
        return _weights.Linear(new(active, hidden, (name + "down_proj.weight", width)) { Added = states });
    }

    /// <summary>[B, S, width] to [B, width]: the last new token of each row.</summary>
    private string LastOnly(string value, long width)
    {
        var rows = _graph.Add(OnnxGraph.Standard, "Reshape", [value, _graph.Integers(-1, width)]);
        return _graph.Add(OnnxGraph.Standard, "Gather", [rows, LastRows], OnnxAttribute.Of("axis", 0));
    }

    private void AddHead(string states)
    {
        var head = _config.TiedHead ? Model + "embed_tokens.weight" : "lm_head.weight";
        var logits = _weights.Linear(new(states, _config.Width, (head, _config.Vocabulary)) { Norm = Norm(Model + "norm") });
        _graph.Add(OnnxGraph.Standard, "Identity", [_weights.Widen(logits)], [Logits]);
        _graph.Output(Logits, OnnxType.Float, "B", _config.Vocabulary);
    }

    private void AddStates(string states)
    {
        _graph.Add(OnnxGraph.Standard, "Identity", [_weights.Widen(states)], [StatesAfter]);
        if (_part.EndLayer == _config.Layers)
            _graph.Output(StatesAfter, OnnxType.Float, "B", _config.Width);
        else
            _graph.Output(StatesAfter, OnnxType.Float, "B", "S", _config.Width);
    }

    private LinearNorm Norm(string name) => new(name + ".weight", Bias: null, _config.NormEpsilon);

    private static string Layer(int layer) => $"{Model}layers.{layer}.";
}
