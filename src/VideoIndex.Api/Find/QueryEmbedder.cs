using Microsoft.Extensions.Caching.Memory;
using VideoIndex.Core;

namespace VideoIndex.Api;

/// <summary>
/// The embedder that all questions share, one after another: an embedder is for one thread, and a question is some milliseconds' work. What was
/// asked lately is remembered: a live playlist asks the same each time, and so does every further page of an answer.
/// </summary>
internal sealed class QueryEmbedder(ITextEmbedder embedder) : ITextEmbedder
{
    /// <summary>Letters and dimensions: some two thousand questions, 4 MB at most.</summary>
    private const int Remembered = 1 << 20;

    private readonly Lock _one = new();
    private readonly MemoryCache _known = new(new MemoryCacheOptions { SizeLimit = Remembered });
    private bool _disposed;

    public string Identity => embedder.Identity;

    public int Dimensions => embedder.Dimensions;

    public IReadOnlyList<float[]> Embed(IReadOnlyList<string> texts, CancellationToken cancel) => [.. texts.Select(text => Embed(text, cancel))];

    public float[]? WordVector(string word) => embedder.WordVector(word);

    public void Dispose()
    {
        lock (_one)
        {
            if (!_disposed)
                embedder.Dispose();
            _disposed = true;
        }

        _known.Dispose();
    }

    private float[] Embed(string text, CancellationToken cancel)
    {
        if (_known.TryGetValue(text, out float[]? known))
            return known!;
        lock (_one)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return _known.Set(text, embedder.Embed([text], cancel)[0], new MemoryCacheEntryOptions { Size = text.Length + Dimensions });
        }
    }
}
