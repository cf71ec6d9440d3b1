using VideoIndex.Core;
using VideoIndex.Search;

namespace VideoIndex.Benchmarks.Find;

/// <summary>A library that another thread moves on to what was indexed meanwhile, each second, as the server does.</summary>
internal sealed class FollowedLibrary : IDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _searching = new();
    private readonly OpenLibrary _open;
    private readonly Thread _follower;

    public FollowedLibrary(string folder, ITextEmbedder embedder)
    {
        _open = new OpenLibrary(folder, embedder);
        _follower = new Thread(Follow);
        _follower.Start();
    }

    public void Ask(Action<ClipFinder> question)
    {
        lock (_searching)
            question(_open.Finder(Ranker.Hybrid));
    }

    public void Dispose()
    {
        _stop.Cancel();
        _follower.Join();
        _open.Dispose();
        _stop.Dispose();
    }

    private void Follow()
    {
        while (!_stop.Token.WaitHandle.WaitOne(Every))
            _open.Follow(_searching);
    }
}
