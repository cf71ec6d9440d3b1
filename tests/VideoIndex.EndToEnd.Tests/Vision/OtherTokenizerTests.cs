using System.Text.Json.Nodes;
using VideoIndex.Core;
using VideoIndex.Vision;

namespace VideoIndex.EndToEnd.Tests.Vision;

/// <summary>The sample model with every token under another id: it must read the same prompts in other numbers, and write the same words.</summary>
public sealed class OtherTokenizerTests : IDisposable
{
    private static readonly VisionOptions s_cpu = new() { Device = "cpu", Threads = 2 };

    private readonly GoldenModel _golden = GoldenModel.Sample();
    private readonly RenumberedSample _renumbered = new(seed: 20260418);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _golden.Dispose();
        _renumbered.Dispose();
    }

    [Theory]
    [InlineData("text", "This is a video of a football match. What moments would make good highlights?")]
    [InlineData("image", "Can you describe this image?", "cat")]
    [InlineData("split-bus", "Describe this image.", "bus")]
    public void Ask_SaysTheSame_WhateverTheIdsAre(string name, string question, params string[] images)
    {
        using var model = SmolVlm.Load(_renumbered.Path, s_cpu);
        var item = _golden.Cases.First(c => c.Name == name);
        var isSplit = item.Preparation.StartsWith("split", StringComparison.Ordinal);
        using var chat = new SmolVlmChat(model, new ChatOptions { SystemPrompt = "", SplitImages = isSplit });

        var answer = chat.Ask([.. images.Select(i => new ChatInput.Image(_golden.Read(i + ".png"))), question]);

        Assert.Equal(_renumbered.NewIds(item.InputIds), answer.PromptTokenIds);
        Assert.Equal(item.GreedyText.Trim(), answer.Text);
    }

    [Fact]
    public void CaptionBatch_WritesTheSameCaption_WhateverTheIdsAre()
    {
        var (expected, found) = (Caption(TestFolders.SampleModel), Caption(_renumbered.Path));

        Assert.NotNull(expected.Text);
        Assert.Equal(expected.Text, found.Text);
        Assert.Null(found.Note);
    }

    [Fact]
    public void Choose_IsAsLikely_WhateverTheIdsAre()
    {
        using var model = SmolVlm.Load(_renumbered.Path, s_cpu);
        var item = _golden.Cases.First(c => c.Name == "yes-no-celebration");
        var features = model.EncodeImages(_golden.Pictures(item), Cancel);
        string[] choices = ["no", "yes"];

        var expected = _golden.Model.Choose(new ModelPrompt(item.InputIds, features), choices, Cancel);
        var found = model.Choose(new ModelPrompt([.. _renumbered.NewIds(item.InputIds)], features), choices, Cancel);

        Assert.Equal(expected.Best.Choice, found.Best.Choice);
        Assert.Equal(expected.Best.Probability, found.Best.Probability, tolerance: 1e-3);
    }

    [Fact]
    public void Ask_SaysTheSame_WhenMergesAreSpelledAsInOlderFiles()
    {
        _renumbered.Change("tokenizer.json", root => root["model"]!["merges"] = new JsonArray(
            [.. root["model"]!["merges"]!.AsArray().Select(m => (JsonNode)(m is JsonArray pair ? $"{pair[0]} {pair[1]}" : (string)m!))]));

        Ask_SaysTheSame_WhateverTheIdsAre("image", "Can you describe this image?", "cat");
    }

    /// <summary>What ends a turn of the prompt ends an answer, and a file may list several tokens.</summary>
    [Theory]
    [InlineData("as a list")]
    [InlineData("left out")]
    [InlineData("no file")]
    public void Ask_StopsAtTheEndOfTheTurn_HoweverTheEndTokenIsGiven(string way)
    {
        if (way == "as a list")
            _renumbered.Change("generation_config.json", config => config["eos_token_id"] = new JsonArray(_renumbered.Vocabulary - 1, (int)config["eos_token_id"]!));
        else if (way == "left out")
            _renumbered.Change("generation_config.json", config => config.Remove("eos_token_id"));
        else
            _renumbered.Delete("generation_config.json");

        Ask_SaysTheSame_WhateverTheIdsAre("image", "Can you describe this image?", "cat");
    }

    [Fact]
    public void Generate_WritesNoTokenWithoutAName_HoweverItIsDrawn()
    {
        using var model = SmolVlm.Load(_renumbered.Path, s_cpu);
        var prompt = new ModelPrompt([.. _renumbered.NewIds(_golden.Cases.First(c => c.Name == "text").InputIds)], default);
        var wild = new GenerationOptions { MaxNewTokens = 200, Temperature = 50, StopAtRepetition = false, BannedTokens = model.Config.EndTokens, LogProbabilities = true };

        var answer = model.Generate([prompt], wild, Cancel)[0];

        Assert.Equal(200, answer.TokenIds.Count);
        Assert.NotEmpty(model.Tokenizer.Decode(answer.TokenIds));
    }

    private Caption Caption(string folder)
    {
        using var captioner = new SmolVlmCaptioner(SmolVlm.Load(folder, s_cpu), new CaptionOptions());
        var plan = new WindowPlan(TimeSpan.FromSeconds(10), 3);
        var window = new TimeRange(TimeSpan.Zero, plan.WindowLength);
        List<VideoFrame> frames = [.. Enumerable.Range(1, 3).Select(i => _golden.Read($"celebration-{i}.png"))];
        return Assert.Single(captioner.CaptionBatch([captioner.Prepare(new WindowFrames(window, plan.FrameTimes(window), frames))], Cancel));
    }
}
