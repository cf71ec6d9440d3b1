using VideoIndex.Api;
using VideoIndex.Catalog;
using VideoIndex.Search;
using VideoIndex.TextIndex;

namespace VideoIndex.Tests.Api;

/// <summary>Whoever has written something finds it in the next search, whoever else is at the index.</summary>
public sealed class LiveTextTests : IAsyncDisposable
{
    private readonly HastyClock _clock = new() { Haste = 1 };
    private readonly RunningServer _server = new();
    private readonly CatalogPool _catalogs;
    private readonly CatalogWatch _watch;
    private readonly LiveText _text;
    private readonly LiveVectors _vectors;
    private readonly LiveIndex _index;
    private Action _published = () => { };

    public LiveTextTests()
    {
        var options = new ServeOptions { DataFolder = _server.Data };
        var parts = _server.Parts();
        parts = parts with
        {
            Clock = _clock,
            PublishText = cancel =>
            {
                _server.Publish(cancel);
                _published();
            },
        };
        (_catalogs, _watch, _text, _vectors) = (new CatalogPool(options), new CatalogWatch(options), new LiveText(options, parts), new LiveVectors(options, parts));
        _index = new LiveIndex(_catalogs, _watch, _text, _vectors, new KeptAnswers());
    }

    public ValueTask DisposeAsync()
    {
        _vectors.Dispose();
        _text.Dispose();
        _watch.Dispose();
        _catalogs.Dispose();
        return _server.DisposeAsync();
    }

    [Fact]
    public void WhatIsWrittenBehindThePublishingOfAnother_IsFoundByItsWriter()
    {
        _server.Film("a.mp4", "A dog runs.");
        Thread? writer = null;
        var found = new List<string>();
        _published = () =>
        {
            if (writer is not null)
                return;
            writer = Write("A tiger sleeps.", found);
            WaitUntilItWaitsOrEnds(writer); // the other goes on with an index in which it is not
        };
        _index.Follow(TestContext.Current.CancellationToken);
        writer!.Join();
        Assert.Equal(["A tiger sleeps."], found);
    }

    [Fact]
    public void WhatIsWrittenWhileAnotherProcessHoldsTheIndex_IsFoundByItsWriter()
    {
        _server.Film("a.mp4", "A dog runs.");
        Assert.Equal(["A dog runs."], Find("runs"));
        var found = new List<string>();
        Thread writer;
        using (HoldIndex())
        {
            writer = Write("A tiger sleeps.", found);
            WaitUntilItWaitsOrEnds(writer);
            Assert.Equal(["A dog runs."], Find("runs"));
        }

        writer.Join();
        Assert.Equal(["A tiger sleeps."], found);
    }

    [Fact]
    public void IndexThatStaysHeld_KeepsAWriterForALimitedTime_AndThatIsSaid()
    {
        _server.Film("a.mp4", "A dog runs.");
        Find("runs");
        _clock.Haste = 60;
        var found = new List<string>();
        using (HoldIndex())
            Write("A tiger sleeps.", found).Join();
        Assert.Empty(found);
        Assert.Contains("is stored", Assert.Single(_server.Log), StringComparison.Ordinal);
    }

    private static void WaitUntilItWaitsOrEnds(Thread thread) => SpinWait.SpinUntil(() =>
        (thread.ThreadState & (ThreadState.WaitSleepJoin | ThreadState.Stopped)) != 0);

    private TextIndexWriter HoldIndex()
    {
        using var catalog = CatalogReader.Open(_server.Data);
        return TextIndexWriter.TryOpen(new ServeOptions { DataFolder = _server.Data }.TextIndexFolder, catalog.CatalogId)!;
    }

    /// <summary>Writes it, and then looks for its last word.</summary>
    private Thread Write(string caption, List<string> found)
    {
        _server.Film("written.mp4", caption);
        var writer = new Thread(() =>
        {
            _index.CatchUp(TestContext.Current.CancellationToken);
            found.AddRange(Find(caption.Split(' ')[1]));
        });
        writer.Start();
        return writer;
    }

    private IEnumerable<string> Find(string query) => _index.Find(query, new SearchOptions()).Result.Clips.Select(clip => clip.Caption);
}
