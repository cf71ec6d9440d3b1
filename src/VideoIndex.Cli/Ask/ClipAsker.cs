using VideoIndex.Core;
using VideoIndex.Vision;

namespace VideoIndex.Cli.Ask;

/// <inheritdoc/>
/// <remarks>The model is loaded by the first question and let go after a while without one: it takes as much memory as an index run's own.</remarks>
internal sealed class ClipAsker : IClipAsker, IAsyncDisposable
{
    /// <summary>Pictures shown of all spans together.</summary>
    private const int Frames = 8;

    /// <summary>Longer than somebody thinks about the next question; a load takes seconds.</summary>
    private static readonly TimeSpan s_keptFor = TimeSpan.FromMinutes(5);

    private readonly Func<SmolVlm> _load;
    private readonly SemaphoreSlim _one = new(1);
    private readonly ITimer _idle;
    private SmolVlm? _model;

    public ClipAsker(Func<SmolVlm> load, TimeProvider clock)
    {
        _load = load;
        _idle = clock.CreateTimer(_ => LetGo(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public async Task<ModelAnswer> AskAsync(ClipQuestion question, Action<string> onText, CancellationToken cancel)
    {
        await _one.WaitAsync(cancel);
        try
        {
            var video = await ReadAsync(question, cancel);
            return await Task.Run(() => Answer(_model ??= _load(), video, question, onText, cancel), cancel);
        }
        finally
        {
            _idle.Change(s_keptFor, Timeout.InfiniteTimeSpan);
            _one.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _idle.DisposeAsync();
        await _one.WaitAsync();
        _model?.Dispose();
        _one.Dispose();
    }

    private static ModelAnswer Answer(SmolVlm model, ChatInput video, ClipQuestion question, Action<string> onText, CancellationToken cancel)
    {
        using var chat = new SmolVlmChat(model, new ChatOptions { Generation = new GenerationOptions { MaxNewTokens = 256 } });
        foreach (var (said, at) in question.History.Select((said, at) => (said, at)))
            chat.Recall(at == 0 ? [video, said.Question] : [said.Question], said.Answer, cancel);
        var answer = chat.Ask(question.History.Count == 0 ? [video, question.Question] : [question.Question], onText, cancel);
        return new ModelAnswer(answer.Text, model.Name, model.Device, model.Precision.Name(), answer.Note);
    }

    /// <summary>The frames of all spans as one video, with the times they really have; what lies between is not read.</summary>
    private static async Task<ChatInput> ReadAsync(ClipQuestion question, CancellationToken cancel)
    {
        var media = await ShownMedia.OpenAsync(question.Path, cancel);
        var clips = new List<WindowFrames>();
        foreach (var span in question.Spans)
        {
            var rule = new FrameRule(Math.Max(1, Frames / question.Spans.Count), AsReference: false, []);
            if (await media.ReadAsync(span.Start, span.End, rule, cancel) is ChatInput.Video { Clip: var clip })
                clips.Add(clip);
        }

        return new ChatInput.Video(new WindowFrames(
            new TimeRange(question.Spans[0].Start, question.Spans[^1].End), [.. clips.SelectMany(clip => clip.FrameTimes)], [.. clips.SelectMany(clip => clip.Frames)]));
    }

    private void LetGo()
    {
        if (!_one.Wait(0))
            return; // somebody asks: the end of that question sets the time anew
        _model?.Dispose();
        _model = null;
        _one.Release();
    }
}
