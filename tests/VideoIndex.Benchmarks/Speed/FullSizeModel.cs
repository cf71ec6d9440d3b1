using System.Diagnostics;
using VideoIndex.Core;
using VideoIndex.Tests.Support;
using VideoIndex.Vision;

namespace VideoIndex.Benchmarks.Speed;

/// <summary>The 256M at full size with random weights, in both precisions; loaded once. Every answer has the same number of tokens.</summary>
internal sealed class FullSizeModel : IDisposable
{
    /// <summary>So many tokens every answer has, whatever it says.</summary>
    public const int Tokens = 32;

    private static readonly Lazy<string> s_folder = new(WriteCheckpoint);

    private readonly Lazy<SmolVlm> _model;
    private readonly Precision _precision;
    private readonly bool _ownKernels;

    public FullSizeModel(Precision precision, bool ownKernels = true)
    {
        (_precision, _ownKernels) = (precision, ownKernels);
        _model = new(Load);
    }

    public SmolVlm Model => _model.Value;

    /// <summary>How long it took to load; zero before.</summary>
    public TimeSpan Loading { get; private set; }

    public CaptionOptions Captions { get; } = new() { MaxNewTokens = Tokens };

    public GenerationOptions Generation => new() { MaxNewTokens = Tokens, StopAtRepetition = false, BannedTokens = [.. Model.TemplateTokens, .. Model.Config.EndTokens] };

    private VisionOptions Vision => new() { Device = "cpu", Precision = _precision, OwnKernels = _ownKernels };

    public SmolVlmCaptioner NewCaptioner() => new(Model, Captions, Generation);

    public CaptionSettings SettingsFor(WindowPlan plan) => SmolVlmCaptioner.SettingsOf(s_folder.Value, Vision, Captions, plan);

    public void Dispose()
    {
        if (_model.IsValueCreated)
            _model.Value.Dispose();
    }

    private SmolVlm Load()
    {
        var folder = s_folder.Value;
        var start = Stopwatch.GetTimestamp();
        var model = SmolVlm.Load(folder, Vision);
        Loading = Stopwatch.GetElapsedTime(start);
        return model;
    }

    private static string WriteCheckpoint()
    {
        var folder = FullSizeCheckpoint.DefaultFolder(PublishedSizes.Of256M);
        FullSizeCheckpoint.Write(PublishedSizes.Of256M, folder, BenchmarkFolder.Shared("reference", "smolvlm"));
        return folder;
    }
}
