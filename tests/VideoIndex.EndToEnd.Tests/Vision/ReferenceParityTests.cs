using System.Numerics.Tensors;
using VideoIndex.Vision;

namespace VideoIndex.EndToEnd.Tests.Vision;

/// <summary>The reference implementation's numbers for every case of the sample model and of the two published layouts.</summary>
public sealed class ReferenceParityTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("sample")]
    [InlineData("gqa-patch16")]
    [InlineData("mha-patch14")]
    public void Model_GivesTheReferencesNumbers_ForEveryCase(string layout)
    {
        using var golden = layout == "sample" ? GoldenModel.Sample() : GoldenModel.Layout(layout);
        Assert.NotEmpty(golden.Cases);
        foreach (var item in golden.Cases)
        {
            var features = CheckFeatures(golden, item);
            CheckLogits(golden, item, features);
            CheckGreedyTokens(golden, item, features);
        }
    }

    [Theory]
    [InlineData("gqa-patch16")]
    [InlineData("mha-patch14")]
    public void Settings_KeepTheReferencesTokensAndProbabilities(string layout)
    {
        using var golden = GoldenModel.Layout(layout);
        Assert.NotEmpty(golden.Sampling);
        foreach (var row in golden.Sampling)
        {
            var options = new GenerationOptions { Temperature = row.Temperature, TopP = row.TopP, TopK = row.TopK };
            var logits = golden.Array(row.Of);
            var item = golden.Cases.First(c => row.Of.StartsWith(c.Name + "/", StringComparison.Ordinal));
            LogitRules.PenaliseRepetition(logits, [.. item.InputIds], row.RepetitionPenalty);
            var chances = TokenChances.Of(logits, options);

            Assert.Equal(row.Kept, chances.Count);
            Assert.Equal(row.FirstIds, chances.Tokens[..row.FirstIds.Count].ToArray());
            var difference = row.FirstProbabilities.Zip(chances.Probabilities(), (a, b) => Math.Abs(a - b)).Max();
            output.WriteLine($"{row}: off by at most {difference:E1}");
            Assert.True(difference <= 1e-7, $"a probability is off by {difference}");
        }
    }

    private float[] CheckFeatures(GoldenModel golden, GoldenCase item)
    {
        if (item.Pictures.Count == 0)
            return [];
        var features = golden.Model.EncodeImages(golden.Pictures(item), TestContext.Current.CancellationToken);
        Compare($"{item.Name} features", golden.Array($"{item.Name}/image_features"), features, GoldenModel.FeatureTolerance);
        return features;
    }

    private void CheckLogits(GoldenModel golden, GoldenCase item, float[] features)
    {
        var cancel = TestContext.Current.CancellationToken;
        var logits = golden.Model.NextLogits(new ModelPrompt(item.InputIds, features), cancel);
        Compare($"{item.Name} logits", golden.Array($"{item.Name}/logits"), logits, GoldenModel.LogitTolerance);
        var next = golden.Model.NextLogits(new ModelPrompt([.. item.InputIds, item.GreedyIds[0]], features), cancel);
        Compare($"{item.Name} logits after one token", golden.Array($"{item.Name}/logits.step1"), next, GoldenModel.LogitTolerance);
    }

    /// <summary>Each token must be the reference's as long as the choice was clear; after an unclear one that went the other way nothing can be compared.</summary>
    private static void CheckGreedyTokens(GoldenModel golden, GoldenCase item, float[] features)
    {
        var options = new GenerationOptions { MaxNewTokens = item.GreedyIds.Count, StopAtRepetition = false };
        var answer = golden.Model.Generate([new ModelPrompt(item.InputIds, features)], options, TestContext.Current.CancellationToken)[0];
        var expected = item.GreedyIds.TakeWhile(t => !golden.Model.Config.EndTokens.Contains(t)).ToList();
        for (var i = 0; i < expected.Count; i++)
        {
            var isClear = item.GreedyMargins[i] > 2 * GoldenModel.LogitTolerance;
            var found = i < answer.TokenIds.Count ? answer.TokenIds[i] : -1;
            Assert.True(found == expected[i] || !isClear, $"{item.Name}: token {i} is {found}, expected {expected[i]} (margin {item.GreedyMargins[i]})");
            if (found != expected[i])
                return;
        }

        Assert.Equal(expected.Count, answer.TokenIds.Count);
        Assert.Equal(expected.Count < item.GreedyIds.Count ? StopReason.EndToken : StopReason.MaxNewTokens, answer.Stop);
    }

    private void Compare(string what, float[] expected, float[] found, float tolerance)
    {
        Assert.Equal(expected.Length, found.Length);
        var difference = new float[found.Length];
        TensorPrimitives.Subtract(expected, found, difference);
        var largest = TensorPrimitives.MaxMagnitude<float>(difference);
        output.WriteLine($"{what}: off by at most {Math.Abs(largest):E1}");
        Assert.True(Math.Abs(largest) <= tolerance, $"{what} is off by {largest}, allowed {tolerance}");
    }
}
