using VideoIndex.Catalog;
using VideoIndex.Core;
using VideoIndex.Worker;

namespace VideoIndex.Benchmarks.Find;

/// <summary>
/// Captions that come in as fast as the catalog takes them, a batch at a time, and both indexes that follow as in an index run: until it is
/// disposed, behind whoever searches as in the server, in a library that is given up afterwards.
/// </summary>
internal sealed class IndexingBeside : IAsyncDisposable
{
    /// <summary>What the captioner likes on a CPU; each batch is a transaction that waits for the disk.</summary>
    private const int Batch = 16;

    /// <summary>Of the time: as much as an index run gives to embedding while it captions.</summary>
    private const double EmbeddingShare = 0.03;

    private readonly CancellationTokenSource _stop = new();
    private readonly IndexerOptions _places;
    private readonly PeopleSentences _sentences;
    private readonly WorkThreads _threads = new(3, lowPriority: true);
    private readonly Task _work;
    private long _stored;

    public IndexingBeside(string folder, PeopleSentences sentences)
    {
        _places = new IndexerOptions { DataFolder = folder };
        _sentences = sentences;
        _work = Task.WhenAll(Run(Store), Run(PublishText), Run(PublishVectors));
    }

    public long Stored => Interlocked.Read(ref _stored);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _work;
        _threads.Dispose();
        _stop.Dispose();
    }

    private Task Run(Action work) => _threads.RunAsync(() =>
    {
        try
        {
            work();
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // the measurement is over
        }
    });

    private void Store()
    {
        using var catalog = CatalogWriter.Open(_places.DataFolder, TimeProvider.System);
        foreach (var captions in _sentences.Media(int.MaxValue, WrittenCatalog.WindowsPerMedia))
        {
            var media = WrittenCatalog.AddMedia(catalog);
            foreach (var batch in captions.Chunk(Batch))
            {
                _stop.Token.ThrowIfCancellationRequested();
                WrittenCatalog.Store(catalog, media, batch, Batch);
                Interlocked.Add(ref _stored, batch.Length);
            }

            WrittenCatalog.Complete(catalog, media, captions);
        }
    }

    private void PublishText()
    {
        var publisher = new TextPublisher(_places.DataFolder, _places.TextIndexFolder);
        while (!_stop.Token.WaitHandle.WaitOne(_places.PublishEvery))
            publisher.CatchUp(_stop.Token);
    }

    private void PublishVectors()
    {
        using var embedder = WrittenLibrary.LoadEmbedder();
        var publisher = new VectorPublisher(_places.DataFolder, _places.VectorIndexFolder, embedder);
        while (!_stop.Token.WaitHandle.WaitOne(_places.PublishEvery))
            publisher.CatchUp(worked => _stop.Token.WaitHandle.WaitOne(worked * ((1 / EmbeddingShare) - 1)), _stop.Token);
    }
}
