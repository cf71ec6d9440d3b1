using VideoIndex.Vision;

namespace VideoIndex.Benchmarks.Speed;

/// <summary>The output head over many positions: what a prompt costs more when every position's logits are asked for.</summary>
internal sealed class AllLogits : IDisposable
{
    private readonly TextModelConfig _config;
    private readonly ModelSession _session;

    public AllLogits(TextModelConfig config)
    {
        _config = config;
        var graph = new OnnxGraph("head");
        var states = graph.Input("states", OnnxType.Float, "S", config.Width);
        var head = graph.Weight("head", new NativeBuffer((long)config.Width * config.Vocabulary * sizeof(float)), config.Width, config.Vocabulary);
        graph.Add(OnnxGraph.Standard, "MatMul", [states, head], ["logits"]);
        graph.Output("logits", OnnxType.Float, "S", config.Vocabulary);
        var options = new VisionOptions { Device = "cpu" };
        _session = ModelSession.Create(graph, ComputeDevice.Select(options), options);
    }

    public void Run(int positions, CancellationToken cancel)
    {
        using var states = new NativeBuffer((long)positions * _config.Width * sizeof(float));
        using var logits = new NativeBuffer((long)positions * _config.Vocabulary * sizeof(float));
        using var statesTensor = states.View<float>(0, positions, _config.Width);
        using var logitsTensor = logits.View<float>(0, positions, _config.Vocabulary);
        using var binding = _session.NewBinding();
        binding.BindInput("states", statesTensor);
        binding.BindOutput("logits", logitsTensor);
        _session.Run(binding, cancel);
    }

    public void Dispose() => _session.Dispose();
}
