using System.Collections.Concurrent;
using VideoIndex.Catalog;
using VideoIndex.Core;
using VideoIndex.Media;

namespace VideoIndex.Worker;

/// <summary>
/// One run: owns the job server, the caption pipeline and the publisher, and ends when the catalog holds nothing more to do.
/// The queue is disposable: what is unfinished is read from the catalog. Thread-safe where jobs touch it.
/// </summary>
internal sealed class IndexRun : IAsyncDisposable
{
    /// <summary>Each decoder prepares frames; beside them the model runs, captions are stored, an index is published, and vectors are made.</summary>
    private const int BesidesDecoders = 4;

    private readonly CancellationTokenSource _stop;
    private readonly CancellationToken _asked;
    private readonly Lazy<Task<CaptionPipeline>> _pipeline;
    private readonly JobHost _jobs;
    private readonly WorkThreads _threads;
    private readonly TextPublisher _publisher;
    private readonly VectorFollower? _vectors;
    private readonly ConcurrentDictionary<Task, byte> _rest = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IndexRun(IndexerOptions options, CaptionModel model, CatalogWriter catalog, TimeProvider clock, CancellationToken cancel)
    {
        Options = options;
        Model = model;
        Catalog = catalog;
        Meter = new ProgressMeter(clock);
        Prober = new MediaProber(options.Media, options.Probed);
        Tries = new CaptionTries(catalog);
        _asked = cancel;
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        _publisher = new TextPublisher(options.DataFolder, options.TextIndexFolder);
        var embedder = options.LoadEmbedder?.Invoke(); // before threads are started: it may not load
        _threads = new WorkThreads(options.Decoders + BesidesDecoders, options.Media.LowPriority);
        _vectors = embedder is null ? null : new VectorFollower(options, embedder, _threads, Fail);
        _pipeline = new Lazy<Task<CaptionPipeline>>(StartPipelineAsync);
        _jobs = new JobHost(this, options);
    }

    public IndexerOptions Options { get; }

    public CaptionModel Model { get; }

    public CatalogWriter Catalog { get; }

    public ProgressMeter Meter { get; }

    /// <summary>One for all jobs: what it saw of a file need not be asked again when the file is read.</summary>
    public MediaProber Prober { get; }

    public CaptionTries Tries { get; }

    public CancellationToken Stopped => _stop.Token;

    /// <summary>Whether it ends with trouble of its own; what fails after that is no file's fault.</summary>
    public bool HasFailed => _ended.Task.IsFaulted;

    public string Fingerprint { get; private set; } = "";

    /// <summary>The model is loaded by whoever first asks for it: as soon as a window is found that needs a caption, never for a finished library.</summary>
    public Task<CaptionPipeline> Pipeline => _pipeline.Value;

    public async Task<IndexReport> RunAsync(IReadOnlyList<LibraryRow> libraries, IProgress<IndexProgress> progress)
    {
        Fingerprint = Model.Settings.Fingerprint();
        using var watch = Meter.Watch(progress);
        _jobs.Start(libraries, OnIdle);
        using var publishing = new Timer(_ => _jobs.RequestPublish(), null, Options.PublishEvery, Options.PublishEvery);
        try
        {
            await _ended.Task.WaitAsync(Stopped).ConfigureAwait(false);
            // A stop may have emptied the jobs before anybody waited for them.
            _asked.ThrowIfCancellationRequested();
        }
        catch (OperationCanceledException) when (_asked.IsCancellationRequested)
        {
            await FinishAsync().ConfigureAwait(false);
            throw;
        }
        catch (OperationCanceledException)
        {
            await _ended.Task.ConfigureAwait(false);
        }

        Meter.Enter(IndexStage.Publishing);
        await FinishAsync().ConfigureAwait(false);
        return Meter.Report(_pipeline.IsValueCreated ? (await Pipeline.ConfigureAwait(false)).Device : null);
    }

    /// <summary>Ends the whole run: the trouble is not one file's.</summary>
    public void Fail(Exception cause)
    {
        if (_ended.TrySetException(cause))
            _stop.Cancel();
    }

    /// <summary>A model that does not load, whatever of, is not a file's trouble.</summary>
    private async Task<CaptionPipeline> StartPipelineAsync()
    {
        try
        {
            return new CaptionPipeline(await _threads.RunAsync(Model.Load).ConfigureAwait(false), Model.Settings, Catalog, Meter, _threads, Fail, Stopped);
        }
        catch (Exception trouble)
        {
            Fail(trouble);
            throw;
        }
    }

    /// <summary>Work that goes on after its job has freed its worker; the run does not end before it.</summary>
    public void Track(Task work)
    {
        _rest.TryAdd(work, 0);
        _ = work.ContinueWith(done => _rest.TryRemove(done, out _), TaskScheduler.Default);
    }

    public Task PublishAsync(CancellationToken cancel) => _threads.RunAsync(() => _publisher.CatchUp(cancel));

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await EndWorkAsync().ConfigureAwait(false);
        if (_vectors is not null)
            await _vectors.DisposeAsync().ConfigureAwait(false);
        _threads.Dispose();
        Tries.Dispose();
        _stop.Dispose();
    }

    /// <summary>
    /// A file cannot be reached any more. It is not bad for that: what is known of its content stays. When its whole library went away (a
    /// drive was unplugged), nothing more of it is tried.
    /// </summary>
    public void FileWentAway(MediaWork work)
    {
        var library = Catalog.Libraries().Single(library => library.Id == work.File.LibraryId);
        if (library.State == LibraryState.Offline || FolderWalker.HasEntries(library.Root))
            return;
        Catalog.SetLibraryState(library.Id, LibraryState.Offline);
        Meter.Offline(library.Root);
    }

    private void OnIdle() => _ended.TrySetResult();

    /// <summary>Whatever was stored becomes findable, also after a stop.</summary>
    private async Task FinishAsync()
    {
        await EndWorkAsync().ConfigureAwait(false);
        await PublishAsync(CancellationToken.None).ConfigureAwait(false);
        if (_vectors is not null && !_asked.IsCancellationRequested)
            await _vectors.FinishAsync(_asked).ConfigureAwait(false);
    }

    private void EndTries()
    {
        try
        {
            Tries.End();
        }
        catch (VideoIndexException trouble) when (ErrorCodes.StopsTheRun(trouble.Code))
        {
            Fail(trouble); // the run has ended already, or ends with this
        }
    }

    /// <summary>Waits for the model; why it did not load has been said.</summary>
    private async Task<bool> HasLoadedAsync()
    {
        await Task.WhenAny(Pipeline).ConfigureAwait(false);
        return Pipeline.IsCompletedSuccessfully;
    }

    /// <summary>Returns when nothing of this run touches the catalog any more.</summary>
    private async Task EndWorkAsync()
    {
        _jobs.Dispose();
        if (_pipeline.IsValueCreated && await HasLoadedAsync().ConfigureAwait(false))
            await (await Pipeline.ConfigureAwait(false)).DisposeAsync().ConfigureAwait(false);
        await Task.WhenAll(_rest.Keys).ConfigureAwait(false);
        EndTries();
    }
}
