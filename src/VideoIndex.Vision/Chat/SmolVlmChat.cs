using VideoIndex.Core;

namespace VideoIndex.Vision;

/// <summary>A conversation with a SmolVLM2 model about text, images and videos: every question knows what was shown and said before.</summary>
/// <remarks>
/// Pictures are encoded once, when they are shown, and what was read and said is not read again: a question costs its own tokens. Greedy as it stands: the same conversation gets the same answers.
/// Not thread-safe; several conversations may share a model, one question at a time. Does not own the model, which must outlive it.
/// Holds memory of its own for what was read; disposed, or forgotten, it gives that back.
/// Source: the checkpoints' own chat template, with transformers' form for videos (processing_smolvlm.py).
/// </remarks>
public sealed class SmolVlmChat : IDisposable
{
    private readonly SmolVlm _model;
    private readonly ChatOptions _options;
    private readonly GenerationOptions _generation;
    private readonly ChatEyes _eyes;
    private readonly List<ChatTurn> _turns = [];
    private readonly PromptMemory _memory;

    /// <exception cref="VideoIndexException"><c>bad_option</c>.</exception>
    public SmolVlmChat(SmolVlm model, ChatOptions options)
    {
        options.Generation.Validate();
        (_model, _options, _memory) = (model, options, model.NewMemory());
        _generation = options.Generation with { BannedTokens = [.. options.Generation.BannedTokens, .. model.TemplateTokens] };
        var images = model.Images.Settings;
        _eyes = new ChatEyes(model, new ImagePreparer(images with { SplitImages = options.SplitImages ?? images.SplitImages }));
    }

    /// <summary>How many tokens of the last question's prompt were known from before.</summary>
    internal int Reused => _memory.Reused;

    /// <summary>What was said so far, questions and answers in turn; the system prompt is not among it.</summary>
    public IReadOnlyList<ChatMessage> Turns => [.. _turns.Select(t => t.Message)];

    /// <summary>Asks, and keeps question and answer for the questions after it.</summary>
    /// <param name="inputs">In the order in which the model sees them: as a rule pictures or a video, then the question.</param>
    /// <param name="onText">Called on this thread with each piece of the answer as it is written; characters are never cut.</param>
    /// <returns>An answer with nothing to keep (empty, or of no numbers) leaves the conversation as it was, as does an error or a cancel.</returns>
    /// <exception cref="VideoIndexException"><c>bad_option</c>: the conversation is longer than the model reads.</exception>
    /// <exception cref="ArgumentException">There is no input, or a picture has not the bytes that its size says.</exception>
    /// <exception cref="OperationCanceledException">Within the token being computed.</exception>
    public ChatAnswer Ask(IReadOnlyList<ChatInput> inputs, Action<string>? onText = null, CancellationToken cancel = default)
    {
        var turn = _eyes.Look(inputs, cancel);
        var prompt = ToPrompt(turn, _generation.MaxNewTokens);
        var answer = _model.Generate(_memory, prompt, _generation, onText is null ? null : WithoutFirstBlank(onText), cancel);
        var text = answer.Stop == StopReason.NotFinite ? "" : answer.Text.Trim();
        if (text.Length > 0)
            _turns.AddRange([turn, new ChatTurn(new ChatMessage(ChatRole.Assistant, text), default)]);
        return new ChatAnswer(text, answer.TokenIds, prompt.TokenIds, answer.Stop, CaptionText.Judge(answer.Text, answer.Stop).Note, answer.LogProbabilities);
    }

    /// <summary>Puts a question and its answer into the conversation, as if they had been said: a conversation that was held elsewhere goes on.</summary>
    /// <exception cref="ArgumentException">There is no input, or a picture has not the bytes that its size says.</exception>
    public void Recall(IReadOnlyList<ChatInput> inputs, string answer, CancellationToken cancel = default) =>
        _turns.AddRange([_eyes.Look(inputs, cancel), new ChatTurn(new ChatMessage(ChatRole.Assistant, answer), default)]);

    /// <inheritdoc cref="Ask(IReadOnlyList{ChatInput}, Action{string}?, CancellationToken)"/>
    public ChatAnswer Ask(params IReadOnlyList<ChatInput> inputs) => Ask(inputs, onText: null, CancellationToken.None);

    /// <summary>How likely each of a fixed set of answers to a question is. The conversation stays as it was.</summary>
    /// <param name="inputs">As in <see cref="Ask(IReadOnlyList{ChatInput}, Action{string}?, CancellationToken)"/>.</param>
    /// <param name="choices">At least two different ones; upper or lower case of the first letter does not count.</param>
    /// <exception cref="VideoIndexException"><c>bad_option</c>: the choices are not that, or the conversation is longer than the model reads.</exception>
    /// <exception cref="ArgumentException">There is no input, or a picture has not the bytes that its size says.</exception>
    public ChosenAnswer Choose(IReadOnlyList<ChatInput> inputs, IReadOnlyList<string> choices, CancellationToken cancel = default)
    {
        var prompt = ToPrompt(_eyes.Look(inputs, cancel), newTokens: 0);
        return new ChosenAnswer(_model.Choose(prompt, choices, cancel), prompt.TokenIds);
    }

    public void Dispose() => _memory.Dispose();

    private ModelPrompt ToPrompt(ChatTurn turn, int newTokens)
    {
        List<ChatTurn> turns = [.. _turns, turn];
        List<ChatMessage> messages = [.. turns.Select(t => t.Message)];
        if (_options.SystemPrompt.Length > 0)
            messages.Insert(0, new ChatMessage(ChatRole.System, _options.SystemPrompt));
        var tokens = _model.Prompts.Build(messages).TokenIds;
        var most = _model.Config.Text.MaxPositions;
        if (tokens.Count + newTokens > most)
        {
            throw new VideoIndexException(ErrorCodes.BadOption,
                $"the conversation has {tokens.Count} tokens and {newTokens} are left for the answer, the model takes {most} together",
                "show fewer frames or images, do not split images, or begin a new conversation");
        }

        return new ModelPrompt(tokens, Join(turns));
    }

    private static float[] Join(List<ChatTurn> turns)
    {
        var features = new float[turns.Sum(t => t.Features.Length)];
        var start = 0;
        foreach (var turn in turns)
        {
            turn.Features.CopyTo(features.AsMemory(start));
            start += turn.Features.Length;
        }

        return features;
    }

    /// <summary>The template ends in a colon, so that models write a blank first; it is theirs and not the answer's.</summary>
    private static TextPiece WithoutFirstBlank(Action<string> onText)
    {
        var begun = false;
        return (_, text) =>
        {
            text = begun ? text : text.TrimStart();
            begun |= text.Length > 0;
            if (text.Length > 0)
                onText(text);
        };
    }
}
