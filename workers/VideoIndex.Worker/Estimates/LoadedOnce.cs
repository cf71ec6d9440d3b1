using VideoIndex.Core;

namespace VideoIndex.Worker;

/// <summary>A model that is loaded by the first who needs it and kept for the next, until this is disposed: a trial and the run after it share one.</summary>
public sealed class LoadedOnce : IDisposable
{
    private readonly Lazy<ICaptioner> _captioner;

    public LoadedOnce(CaptionModel model)
    {
        _captioner = new Lazy<ICaptioner>(model.Load);
        Model = model with { Load = () => new BorrowedCaptioner(_captioner.Value) };
    }

    /// <summary>The model, to be loaded as often as one likes.</summary>
    public CaptionModel Model { get; }

    public void Dispose()
    {
        if (_captioner.IsValueCreated)
            _captioner.Value.Dispose();
    }
}
