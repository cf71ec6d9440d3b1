using System.Text;
using VideoIndex.Core;

namespace VideoIndex.Vision;

/// <summary>
/// Captions windows with a SmolVLM2 model: frames as a video of the window's length, greedy, many windows in one batch.
/// <see cref="Prepare"/> is thread-safe, <see cref="CaptionBatch"/> is for one thread at a time.
/// </summary>
public sealed class SmolVlmCaptioner : ICaptioner
{
    private readonly SmolVlm _model;
    private readonly SmolVlmTokenizer _tokenizer;
    private readonly ImagePreparer _images;
    private readonly ChatPromptBuilder _prompts;
    private readonly CaptionOptions _options;
    private readonly GenerationOptions _generation;

    private SmolVlmCaptioner(SmolVlm model, SmolVlmTokenizer tokenizer, ImagePreparation preparation, CaptionOptions options)
    {
        (_model, _tokenizer, _options) = (model, tokenizer, options);
        _images = new ImagePreparer(preparation);
        _prompts = new ChatPromptBuilder(tokenizer, preparation.TokensPerPicture);
        _generation = new GenerationOptions
        {
            MaxNewTokens = options.MaxNewTokens,
            BannedTokens = [.. Enumerable.Range(0, tokenizer.Size).Where(id => tokenizer.IsSpecial(id) && !model.Config.EndTokens.Contains(id))],
        };
    }

    public string Device => _model.DeviceNote is { } note ? $"{_model.Device} ({note})" : _model.Device;

    /// <summary>Where throughput stops growing on two cores (sample model: 8 windows).</summary>
    public int PreferredBatch { get; init; } = 16;

    /// <summary>What captions of this checkpoint depend on, without loading its weights.</summary>
    /// <exception cref="VideoIndexException"><c>model_missing</c>, <c>model_damaged</c> or <c>model_unsupported</c>.</exception>
    public static CaptionSettings SettingsOf(string folder, CaptionOptions options, WindowPlan plan) =>
        new(SmolVlm.NameOf(folder), "fp32", options.Prompt, options.MaxNewTokens, plan);

    /// <exception cref="VideoIndexException"><c>model_missing</c>, <c>model_damaged</c>, <c>model_unsupported</c> or <c>device_unavailable</c>.</exception>
    public static SmolVlmCaptioner Load(string folder, VisionOptions vision, CaptionOptions options)
    {
        var preparation = ImagePreparation.Load(folder);
        var tokenizer = SmolVlmTokenizer.Load(folder);
        return new SmolVlmCaptioner(SmolVlm.Load(folder, vision), tokenizer, preparation, options);
    }

    public PreparedWindow Prepare(WindowFrames window)
    {
        var pixels = new float[window.Frames.Count * _images.PictureLength];
        for (var i = 0; i < window.Frames.Count; i++)
            _images.PrepareFrame(window.Frames[i], pixels.AsSpan(i * _images.PictureLength));
        return new PreparedWindow(window.Window, window.FrameTimes, pixels);
    }

    public IReadOnlyList<Caption> CaptionBatch(IReadOnlyList<PreparedWindow> windows, CancellationToken cancel)
    {
        var prompts = windows.Select(window => PromptOf(window, cancel)).ToList();
        var answers = _model.Generate(prompts, _generation, cancel);
        return [.. windows.Zip(answers, CaptionOf)];
    }

    public void Dispose() => _model.Dispose();

    private ModelPrompt PromptOf(PreparedWindow window, CancellationToken cancel)
    {
        var start = window.Window.Start;
        var video = new ChatItem.Video([.. window.FrameTimes.Select(time => time - start)], window.Window.Length);
        var prompt = _prompts.Build(
            new ChatMessage(ChatRole.System, _options.SystemPrompt), new ChatMessage(ChatRole.User, video, _options.Question));
        return new ModelPrompt(prompt.TokenIds, _model.EncodeImages(window.Pixels, window.FrameTimes.Count, cancel));
    }

    private Caption CaptionOf(PreparedWindow window, GeneratedAnswer answer)
    {
        var text = Clean(_tokenizer.Decode(answer.TokenIds, SpecialTokens.Skip));
        var note = answer.Stop switch
        {
            StopReason.Repetition => "the model repeated itself",
            _ when text.Length == 0 => "the model wrote nothing",
            _ => null,
        };
        return new Caption(window.Window, note is null ? text : null, window.FrameTimes, _model.Device, note);
    }

    /// <summary>On one line, without control and invisible formatting characters: what a model writes is untrusted.</summary>
    private static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            if (Rune.IsWhiteSpace(rune))
                clean.Append(' ');
            else if (!Rune.IsControl(rune) && Rune.GetUnicodeCategory(rune) is not System.Globalization.UnicodeCategory.Format)
                clean.Append(rune.ToString());
        return clean.ToString().Trim();
    }
}
