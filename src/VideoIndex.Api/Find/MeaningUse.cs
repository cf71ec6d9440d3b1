using VideoIndex.Search;
using VideoIndex.VectorIndex;

namespace VideoIndex.Api;

/// <summary>One search's hold on the vectors: they stay open until it is disposed.</summary>
internal sealed record MeaningUse(Snapshot<VectorIndexReader> Snapshot, MeaningSource Source) : IDisposable
{
    public void Dispose() => Snapshot.Dispose();
}
