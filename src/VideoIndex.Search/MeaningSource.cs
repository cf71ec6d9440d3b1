using VideoIndex.Core;
using VideoIndex.VectorIndex;

namespace VideoIndex.Search;

/// <summary>The vectors of a library and what turns a query into one of them; both stay the caller's. For one search at a time.</summary>
public sealed record MeaningSource(VectorIndexReader Index, ITextEmbedder Embedder);
