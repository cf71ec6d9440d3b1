using VideoIndex.Catalog;
using VideoIndex.Cli.Ask;
using VideoIndex.Core;
using VideoIndex.Search;
using VideoIndex.Vision;

namespace VideoIndex.Cli.Check;

/// <summary>Shows clips to a model and asks whether they show what was looked for. For one search at a time.</summary>
/// <remarks>The model is loaded by the first question that nobody asked before.</remarks>
internal sealed class ClipChecker(CatalogReader catalog, CheckedClips kept, ModelChoice model, VisionOptions vision) : IDisposable
{
    /// <summary>Pictures of ten seconds, as the captions were made; more of a clip of several moments.</summary>
    private const int LeastFrames = 3, MostFrames = 8;

    private static readonly TimeSpan s_frameEvery = TimeSpan.FromSeconds(10.0 / 3);

    private SmolVlm? _model;

    /// <summary>Name and content hash of the model that is asked, with its precision.</summary>
    public string Model { get; } = $"{SmolVlm.NameOf(model.Folder, vision)} {vision.Precision.Name()}";

    /// <summary>Why the first clip that could not be looked at could not; null when there was none, or it has no file.</summary>
    public string? Trouble { get; private set; }

    /// <summary>How likely the model says yes to the best moment of a clip: joined neighbours would blur it. Null when there is no file that can be read.</summary>
    /// <exception cref="VideoIndexException">The model cannot be loaded.</exception>
    public async Task<double?> AskAsync(Clip clip, string question, CancellationToken cancel)
    {
        if (catalog.FindMedia(clip.MediaId) is not { } media)
            return null;
        var best = clip.Best ?? clip.Span;
        var span = best with { End = best.End < media.Duration ? best.End : media.Duration };
        var frames = Math.Clamp((int)Math.Round(span.Length / s_frameEvery), LeastFrames, MostFrames);
        var key = FormattableString.Invariant($"{media.Content}|{span.StartMs}-{span.EndMs}|{frames}|{Model}|{question}");
        if (kept.Find(key) is { } before)
            return before;
        if (await ReadAsync(clip.Path, span, frames, cancel) is not { } video)
            return null;
        var chance = Ask(video, question, cancel);
        kept.Keep(key, chance);
        return chance;
    }

    public void Dispose()
    {
        _model?.Dispose();
        kept.Trim();
    }

    private async Task<ChatInput?> ReadAsync(string path, TimeRange span, int frames, CancellationToken cancel)
    {
        try
        {
            var media = await ShownMedia.OpenAsync(path, cancel);
            return await media.ReadAsync(span.Start, span.End, new FrameRule(frames, AsReference: false, []), cancel);
        }
        catch (VideoIndexException trouble)
        {
            Trouble ??= trouble.Message;
            return null;
        }
    }

    private double Ask(ChatInput video, string question, CancellationToken cancel)
    {
        _model ??= model.Load(vision);
        var answer = new SmolVlmChat(_model, new ChatOptions()).Choose([video, question], CheckQuestion.Answers, cancel).Answer;
        return Math.Round(answer.Choices[0].Probability, 4);
    }
}
