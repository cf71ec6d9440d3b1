namespace VideoIndex.Core;

/// <summary>A model as the worker needs it: what its captions are made with, known without loading it, and how to load it.</summary>
/// <param name="Load">Called at most once a run, and only when a window needs a caption.</param>
public sealed record CaptionModel(CaptionSettings Settings, Func<ICaptioner> Load)
{
    /// <summary>The device that was asked for, <c>auto</c>: what it came to is known when the model is loaded.</summary>
    public string DeviceWanted { get; init; } = "auto";
}
