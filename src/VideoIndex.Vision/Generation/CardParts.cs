namespace VideoIndex.Vision;

/// <summary>What a text model has besides its graphs where it runs on an accelerator.</summary>
/// <param name="Picker">Picks the likeliest token there.</param>
/// <param name="Rows">Moves rows of a cache that lies there; null where the attention is computed on the processor, and the cache lies with it.</param>
internal sealed record CardParts(TokenPicker Picker, RowMover? Rows) : IDisposable
{
    /// <summary>Null for the processor.</summary>
    public static CardParts? Load(TextModelConfig config, ModelWeights weights, VisionOptions options)
    {
        if (weights.Device.Accelerator is not { } accelerator)
            return null;
        ModelSession Session(OnnxGraph graph) => ModelSession.Create(graph, weights.Device, options);
        var picker = new TokenPicker(Session(PickGraph.Build(config.Vocabulary)), config.Vocabulary);
        try
        {
            return new CardParts(picker, accelerator.AttendsIn(weights.FloatType) ? new RowMover(config, Session(RowMover.Build(config, weights.FloatType))) : null);
        }
        catch
        {
            picker.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        Picker.Dispose();
        Rows?.Dispose();
    }
}
