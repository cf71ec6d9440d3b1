using Hangfire;
using Hangfire.Common;
using Hangfire.InMemory;
using Hangfire.Logging;
using Hangfire.States;
using VideoIndex.Catalog;
using VideoIndex.Worker.Jobs;

namespace VideoIndex.Worker;

/// <summary>
/// Runs the jobs on Hangfire, in this process and its memory. Only some of the ids wait in Hangfire at a time (a library may hold a million),
/// the rest in a plain queue here. Calls back when no job is left. Thread-safe.
/// </summary>
internal sealed class JobHost : IDisposable
{
    /// <summary>
    /// Files of a stage that are under way at a time. Enough short files that their windows fill a batch, few enough that Hangfire holds
    /// no more than some kilobytes.
    /// </summary>
    private const int UnderWayAtATime = 64;

    private const string PublishQueue = "publish";

    private readonly IndexRun _run;
    private readonly InMemoryStorage _storage;
    private readonly BackgroundJobClient _client;
    private readonly List<BackgroundJobServer> _servers = [];
    private readonly Dictionary<JobStage, StageQueue> _stages;
    private readonly Lock _lock = new();
    private int _publishAsked;
    private bool _disposed;
    private Action _onIdle = () => { };

    public JobHost(IndexRun run, IndexerOptions options)
    {
        _run = run;
        LogProvider.SetCurrentLogProvider(null);
        _storage = new InMemoryStorage(new InMemoryStorageOptions { MaxExpirationTime = TimeSpan.FromMinutes(1) });
        options.Board?.Show(_storage);
        _client = new BackgroundJobClient(_storage);
        _stages = new()
        {
            [JobStage.Scan] = new("scan", id => Job.FromExpression<ScanJob>(job => job.RunAsync(id, CancellationToken.None))),
            [JobStage.Probe] = new("probe", id => Job.FromExpression<ProbeJob>(job => job.RunAsync(id, CancellationToken.None))),
            [JobStage.Caption] = new("caption", id => Job.FromExpression<CaptionJob>(job => job.RunAsync(id, CancellationToken.None))),
        };
        Options = options;
    }

    private IndexerOptions Options { get; }

    /// <summary>Finding and probing go on beside captioning, each with its own workers, so that first results come while a large folder is still walked.</summary>
    public void Start(IReadOnlyList<LibraryRow> libraries, Action onIdle)
    {
        _onIdle = onIdle;
        if (libraries.Count == 0)
        {
            onIdle();
            return;
        }

        foreach (var library in libraries)
            Feed(JobStage.Scan, library.Id);
        _servers.Add(Server(workers: 2, PublishQueue, _stages[JobStage.Scan].Name, _stages[JobStage.Probe].Name));
        _servers.Add(Server(Options.Decoders, _stages[JobStage.Caption].Name));
    }

    /// <summary>Adds a job; an id passes a stage once a run.</summary>
    /// <returns>True when it was added.</returns>
    public bool Feed(JobStage stage, long id)
    {
        lock (_lock)
        {
            if (!_stages[stage].Add(id))
                return false;
            Enqueue(_stages[stage]);
            return true;
        }
    }

    /// <summary>Called by a job when it ends, after it fed what follows from it.</summary>
    public void Ended(JobStage stage)
    {
        bool idle;
        lock (_lock)
        {
            _stages[stage].Ended();
            Enqueue(_stages[stage]);
            idle = _stages.Values.All(queue => queue.IsEmpty);
        }

        if (idle)
            _onIdle();
    }

    /// <summary>Asks for a publish job unless one is waiting already.</summary>
    public void RequestPublish()
    {
        if (Interlocked.Exchange(ref _publishAsked, 1) == 1)
            return;
        lock (_lock)
        {
            if (!_disposed)
                _client.Create(Job.FromExpression<PublishJob>(job => job.RunAsync(CancellationToken.None)), new EnqueuedState(PublishQueue));
        }
    }

    public void PublishStarts() => Interlocked.Exchange(ref _publishAsked, 0);

    public void Dispose()
    {
        lock (_lock)
        {
            if (_disposed)
                return;
            _disposed = true;
        }

        foreach (var server in _servers)
            server.SendStop();
        foreach (var server in _servers)
            server.Dispose();
        if (Options.Board is null)
            _storage.Dispose(); // else people still look at it
    }

    private void Enqueue(StageQueue stage)
    {
        while (!_disposed && stage.TryTake(UnderWayAtATime, out var id))
            _client.Create(stage.JobFor(id), new EnqueuedState(stage.Name));
    }

    private BackgroundJobServer Server(int workers, params string[] queues) => new(
        new BackgroundJobServerOptions
        {
            WorkerCount = workers,
            Queues = queues,
            Activator = new RunActivator(_run, this),
            StopTimeout = TimeSpan.FromMilliseconds(200),
            ShutdownTimeout = Options.StopWithin,
        },
        _storage);
}
