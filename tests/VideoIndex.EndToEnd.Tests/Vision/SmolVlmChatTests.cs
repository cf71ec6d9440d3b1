using VideoIndex.Core;
using VideoIndex.Vision;

namespace VideoIndex.EndToEnd.Tests.Vision;

/// <summary>Conversations with the sample model, held to the reference's prompts and answers for it.</summary>
public sealed class SmolVlmChatTests : IDisposable
{
    private readonly GoldenModel _golden = GoldenModel.Sample();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => _golden.Dispose();

    [Fact]
    public void Ask_IsTheReferences_ForTextAlone() => CheckReference("text", NoSystem(), "This is a video of a football match. What moments would make good highlights?");

    [Fact]
    public void Ask_IsTheReferences_ForAVideo() => CheckReference("video3", NoSystem(), Goal(), "Describe this video in detail");

    /// <summary>The same span deep inside a film: times are told from its start.</summary>
    [Fact]
    public void Ask_IsTheReferences_ForASpanWithASystemPrompt() =>
        CheckReference("video3-system", new SmolVlmChat(_golden.Model, new ChatOptions()), Clip(50, "celebration-1", "celebration-2", "celebration-3"), "Describe what happens in this video in one sentence.");

    [Fact]
    public void Ask_IsTheReferences_ForAnImageInOnePiece() => CheckReference("image", NoSystem(split: false), Image("cat"), "Can you describe this image?");

    [Fact]
    public void Ask_IsTheReferences_ForTwoImagesAfterTheText() =>
        CheckReference("two-images", NoSystem(split: false), "What are the differences between these two images?", Image("bus"), Image("cat"));

    [Fact]
    public void Ask_IsTheReferences_ForAnImageInTiles() => CheckReference("split-bus", NoSystem(split: true), Image("bus"), "Describe this image.");

    [Fact]
    public void Ask_IsTheReferences_ForASecondQuestion()
    {
        var chat = NoSystem();
        var first = chat.Ask(Goal(), "What happens?");
        Assert.Equal("A player in a red shirt kicks the ball into the goal.", first.Text);
        CheckReference("two-turns", chat, "Is there a cat in this video? Answer with yes or no.");
        Assert.Equal([ChatRole.User, ChatRole.Assistant, ChatRole.User, ChatRole.Assistant], chat.Turns.Select(t => t.Role));
    }

    [Fact]
    public void Ask_ReadsOnlyWhatIsNew_AndAnswersAsIfItHadReadAll()
    {
        using var chat = NoSystem();
        using var fresh = NoSystem();
        var first = chat.Ask(Goal(), "What happens?");
        Assert.Equal(0, chat.Reused);
        fresh.Recall([Goal(), "What happens?"], first.Text, Cancel);

        var second = chat.Ask("Is there a cat in this video? Answer with yes or no.");
        var anew = fresh.Ask("Is there a cat in this video? Answer with yes or no.");
        Assert.Equal(0, fresh.Reused);
        // All of the first prompt, and of its answer as far as the template writes it in the same way.
        Assert.InRange(chat.Reused, first.PromptTokenIds.Count, first.PromptTokenIds.Count + first.TokenIds.Count);
        Assert.Equal(anew.PromptTokenIds, second.PromptTokenIds);
        Assert.Equal(anew.TokenIds, second.TokenIds);
    }

    [Fact]
    public void Memory_IsReadAgain_FromTheFirstPictureThatDiffers()
    {
        var model = _golden.Model;
        var tokens = _golden.Cases.First(c => c.Name == "video3").InputIds;
        float[] Features(params string[] pictures)
        {
            var pixels = pictures.Select(p => new float[model.Images.PictureLength]).ToArray();
            foreach (var (picture, target) in pictures.Zip(pixels))
                model.Images.PrepareFrame(_golden.Read(picture + ".png"), target);
            return model.EncodeImages([.. pixels.Select(p => (ReadOnlyMemory<float>)p)], Cancel);
        }

        using var memory = model.NewMemory();
        var found = new float[model.Config.Text.Vocabulary];
        memory.Read(new ModelPrompt(tokens, Features("goal-1", "goal-2", "goal-3")), 1, (_, _) => { }, Cancel);
        var prompt = new ModelPrompt(tokens, Features("goal-1", "cat", "goal-3"));
        memory.Read(prompt, 1, (_, next) => next.Logits.CopyTo(found), Cancel);

        var images = tokens.Take(memory.Reused).Count(t => t == model.Config.ImageToken);
        Assert.Equal(model.Config.Vision.TokensPerImage, images);
        Assert.All(model.NextLogits(prompt, Cancel).Zip(found), pair => Assert.Equal(pair.First, pair.Second, GoldenModel.LogitTolerance));
    }

    [Fact]
    public void Ask_HandsOutTheAnswer_WithoutItsFirstBlank()
    {
        var pieces = new List<string>();
        var answer = NoSystem().Ask([Goal(), "What happens?"], pieces.Add, Cancel);
        Assert.Equal(answer.Text, string.Concat(pieces));
        Assert.True(pieces.Count > 5, "it came in one piece");
    }

    [Fact]
    public void Ask_LeavesTheConversationAsItWas_WhenItIsCancelled()
    {
        var chat = NoSystem();
        chat.Ask(Goal(), "What happens?");
        using var cancel = new CancellationTokenSource();
        Assert.ThrowsAny<OperationCanceledException>(() => chat.Ask(["What color is it?"], _ => cancel.Cancel(), cancel.Token));
        Assert.Equal(2, chat.Turns.Count);
        CheckReference("two-turns", chat, "Is there a cat in this video? Answer with yes or no.");
    }

    [Fact]
    public void Choose_GivesProbabilities_AndKeepsNothing()
    {
        var chat = NoSystem();
        var item = _golden.Cases.First(c => c.Name == "yes-no-celebration");
        var chosen = chat.Choose([Clip(0, "celebration-1", "celebration-2", "celebration-3"), "Does this clip show a goal celebration? Answer yes or no."], ["no", "yes"], Cancel);
        Assert.Equal(item.InputIds, chosen.PromptTokenIds);
        Assert.Equal("yes", chosen.Answer.Best.Choice);
        Assert.Empty(chat.Turns);
    }

    [Fact]
    public void Ask_NamesTheLimit_WhenTheConversationDoesNotFit()
    {
        var error = Assert.Throws<VideoIndexException>(() => NoSystem().Ask(Clip(0, [.. Enumerable.Repeat("cat", 150)]), "What happens?"));
        Assert.Equal(ErrorCodes.BadOption, error.Code);
        Assert.Contains($"{_golden.Model.Config.Text.MaxPositions}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Ask_SaysWhatIsWrong_WithAnAnswerOfNoWords()
    {
        var chat = new SmolVlmChat(_golden.Model, new ChatOptions { Generation = new GenerationOptions { StopTexts = [" "] } });
        var answer = chat.Ask(Goal(), "What happens?");
        Assert.Equal("", answer.Text);
        Assert.Contains("no words", answer.Note, StringComparison.Ordinal);
        Assert.Empty(chat.Turns);
    }

    [Fact]
    public void Ask_Refuses_WhatCannotBeShown()
    {
        Assert.Throws<ArgumentException>(() => NoSystem().Ask());
        Assert.Throws<ArgumentException>(() => NoSystem().Ask(new ChatInput.Video(new WindowFrames(default, [], [])), "What?"));
        Assert.Throws<ArgumentException>(() => NoSystem().Ask(new ChatInput.Image(new VideoFrame(4, 4, new byte[3])), "What?"));
    }

    private void CheckReference(string name, SmolVlmChat chat, params ChatInput[] inputs)
    {
        var item = _golden.Cases.First(c => c.Name == name);
        var answer = chat.Ask(inputs);
        Assert.Equal(item.InputIds, answer.PromptTokenIds);
        Assert.Equal(item.GreedyText.Trim(), answer.Text);
        Assert.Null(answer.Note);
    }

    private SmolVlmChat NoSystem(bool? split = null) => new(_golden.Model, new ChatOptions { SystemPrompt = "", SplitImages = split });

    private ChatInput.Video Goal() => Clip(0, "goal-1", "goal-2", "goal-3");

    private ChatInput.Image Image(string picture) => new(_golden.Read(picture + ".png"));

    private ChatInput.Video Clip(double start, params string[] pictures)
    {
        var span = new TimeRange(TimeSpan.FromSeconds(start), TimeSpan.FromSeconds(start + 10));
        return new ChatInput.Video(new WindowFrames(span, FrameSelection.Spread(span, pictures.Length), [.. pictures.Select(p => _golden.Read(p + ".png"))]));
    }
}
