namespace VideoIndex.Vision;

/// <summary>Copies rows of a cache that lies in a device's memory, which only the device can read: an operator for each slab that changes nothing.</summary>
internal sealed class RowMover(TextModelConfig config, ModelSession session) : IDisposable
{
    public static OnnxGraph Build(TextModelConfig config, OnnxType floats)
    {
        var graph = new OnnxGraph("rows");
        for (var slab = 0; slab < 2 * config.Layers; slab++)
        {
            graph.Input(From(slab), floats, 1, config.KeyValueHeads, "T", config.HeadWidth);
            graph.Add(OnnxGraph.Standard, "Identity", [From(slab)], [To(slab)]);
            graph.Output(To(slab), floats, 1, config.KeyValueHeads, "T", config.HeadWidth);
        }

        return graph;
    }

    /// <summary>A row over another of the same cache.</summary>
    public void Copy(KeyValueCache cache, int from, int to)
    {
        using var binding = session.NewBinding();
        var views = Enumerable.Range(0, 2 * config.Layers).Select(slab => (From: cache.View(slab, from, rows: 1), To: cache.View(slab, to, rows: 1))).ToList();
        for (var slab = 0; slab < views.Count; slab++)
        {
            binding.BindInput(From(slab), views[slab].From);
            binding.BindOutput(To(slab), views[slab].To);
        }

        session.Run(binding, CancellationToken.None);
        foreach (var (source, target) in views)
        {
            source.Dispose();
            target.Dispose();
        }
    }

    public void Dispose() => session.Dispose();

    private static string From(int slab) => $"from.{slab}";

    private static string To(int slab) => $"to.{slab}";
}
