namespace VideoIndex.Vision;

/// <summary>A normalisation, by its names in a checkpoint: LayerNorm where it has a bias, else RMSNorm.</summary>
internal sealed record LinearNorm(string Weight, string? Bias, float Epsilon);
