namespace VideoIndex.Vision;

/// <summary>Linear layers of a graph that share their input, and what comes right after them: y = end(norm(x) W + bias) + added.</summary>
/// <param name="Weights">A checkpoint's names, and how many outputs each has; one below the other.</param>
internal sealed record LinearLayer(string Input, long Inputs, params IReadOnlyList<(string Name, long Outputs)> Weights)
{
    /// <summary>Of each row of the input; null for none.</summary>
    public LinearNorm? Norm { get; init; }

    /// <summary>In the order of the weights; none, or one for each.</summary>
    public IReadOnlyList<(string Name, long Length)> Biases { get; init; } = [];

    public LinearEnd End { get; init; }

    /// <summary>A value in the shape of the output.</summary>
    public string? Added { get; init; }
}
