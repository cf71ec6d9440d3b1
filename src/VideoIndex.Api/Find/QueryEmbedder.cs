using VideoIndex.Core;

namespace VideoIndex.Api;

/// <summary>The embedder that all questions share, one after another: an embedder is for one thread, and a question is some milliseconds' work.</summary>
internal sealed class QueryEmbedder(ITextEmbedder embedder) : ITextEmbedder
{
    private readonly Lock _one = new();
    private bool _disposed;

    public string Identity => embedder.Identity;

    public int Dimensions => embedder.Dimensions;

    public IReadOnlyList<float[]> Embed(IReadOnlyList<string> texts, CancellationToken cancel)
    {
        lock (_one)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return embedder.Embed(texts, cancel);
        }
    }

    public void Dispose()
    {
        lock (_one)
        {
            if (!_disposed)
                embedder.Dispose();
            _disposed = true;
        }
    }
}
