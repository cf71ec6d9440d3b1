namespace VideoIndex.Vision;

/// <summary>The weights of linear layers that share their input, one below the other: [outputs, inputs], read a strip at a time.</summary>
/// <param name="parts">A checkpoint's names, and how many outputs each has.</param>
internal sealed class LinearRows(ModelWeights weights, long inputs, IReadOnlyList<(string Name, long Outputs)> parts)
{
    public int Inputs => (int)inputs;

    public int Outputs { get; } = (int)parts.Sum(p => p.Outputs);

    public string Name => parts[0].Name;

    /// <summary>All rows as floats, an adapter's share in them.</summary>
    public void Read(int rowsAtOnce, StripReader read)
    {
        var first = 0;
        foreach (var (name, outputs) in parts)
        {
            var delta = weights.Adapter?.Find(name, inputs, outputs);
            var start = first;
            weights.Checkpoint.Read(name, outputs, inputs).ReadRows(rowsAtOnce, (row, floats) =>
            {
                delta?.AddTo(row, Inputs, floats);
                read(start + row, floats);
            });
            first += (int)outputs;
        }
    }

    /// <summary>As <see cref="Read"/>, a row a call.</summary>
    public void ReadEach(int rowsAtOnce, StripReader read) => Read(rowsAtOnce, (first, floats) =>
    {
        for (var row = 0; row < floats.Length / Inputs; row++)
            read(first + row, floats.Slice(row * Inputs, Inputs));
    });
}
