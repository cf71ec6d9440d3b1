using VideoIndex.Core;

namespace VideoIndex.Api;

/// <summary>What searching by meaning needs from the rest of the house.</summary>
/// <param name="Load">The embedder for questions; called once.</param>
/// <param name="Publish">Brings the vectors up to the catalog with an embedder of its own; does nothing while another process does it.</param>
public sealed record MeaningParts(Func<ITextEmbedder> Load, Action<CancellationToken> Publish);
