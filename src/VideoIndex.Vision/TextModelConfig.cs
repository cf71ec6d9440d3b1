namespace VideoIndex.Vision;

/// <summary>Sizes of the text model (Llama).</summary>
/// <param name="KeyValueHeads">Each is shared by <c>Heads / KeyValueHeads</c> query heads.</param>
/// <param name="MaxPositions">Prompt and answer together cannot be longer, in tokens.</param>
/// <param name="TiedHead">The output head is the embedding matrix.</param>
public sealed record TextModelConfig(
    int Layers,
    int Width,
    int Heads,
    int KeyValueHeads,
    int HeadWidth,
    int MlpWidth,
    int Vocabulary,
    int MaxPositions,
    double RopeTheta,
    float NormEpsilon,
    bool TiedHead)
{
    /// <summary>Bytes that one token of one sequence keeps in the cache, in 32-bit floats.</summary>
    public long CacheBytesPerToken => 2L * Layers * KeyValueHeads * HeadWidth * sizeof(float);

    /// <summary>How many numbers its linear layers and its head hold.</summary>
    internal long Weights => (long)Width * (Layers * (2L * (Heads + KeyValueHeads) * HeadWidth + 3L * MlpWidth) + Vocabulary);
}
