using System.Numerics.Tensors;
using System.Text.Json;
using System.Text.Json.Serialization;
using VideoIndex.Core;
using VideoIndex.Vision;

namespace VideoIndex.EndToEnd.Tests.Vision;

/// <summary>The text embedders against ids and vectors recorded with the reference implementation.</summary>
public sealed class TextEmbedderTests
{
    private static string Sample => Path.Combine(TestFolders.SampleModel, "embedder");

    [Fact]
    public void SampleEmbedder_GivesTheRecordedIdsAndVectors() =>
        AssertGolden(Sample, Path.Combine(TestFolders.Repository, "tests", "VideoIndex.EndToEnd.Tests", "Vision", "sample-embedder.golden.json"), 0.9999);

    [Fact]
    public void MiniLm_GivesTheRecordedIds_AndItsInt8VectorsAreNearTheFloatOnes()
    {
        var folder = TestFolders.Shared("models", "all-MiniLM-L6-v2");
        AssertGolden(folder, Path.Combine(folder, "golden.json"), 0.985);
    }

    [Fact]
    public void Embed_GivesATextTheSameVector_AloneAndAmongOthers()
    {
        using var embedder = TextEmbedder.Load(Sample, threads: 1);
        string[] texts = ["a dog runs", "", "a cat", "Players in red shirts celebrate a goal.", "a man sits"];

        var together = embedder.Embed(texts, TestContext.Current.CancellationToken);

        for (var i = 0; i < texts.Length; i++)
        {
            var alone = embedder.Embed([texts[i]], TestContext.Current.CancellationToken)[0];
            Assert.True(Cosine(alone, together[i]) > 0.995, $"`{texts[i]}`: {Cosine(alone, together[i])}");
        }
    }

    [Fact]
    public void Embed_PutsTheNearerMeaningFirst()
    {
        using var embedder = TextEmbedder.Load(Sample, threads: 1);
        var vectors = embedder.Embed(["goal celebration", "Players raise their arms after scoring.", "A chef cuts onions."], TestContext.Current.CancellationToken);
        Assert.True(Cosine(vectors[0], vectors[1]) > Cosine(vectors[0], vectors[2]));
    }

    [Fact]
    public void Embed_TakesAnyText()
    {
        using var embedder = TextEmbedder.Load(Sample, threads: 1);
        string[] texts = ["", " \t", "\0\u202e", new('x', 100_000), string.Concat(Enumerable.Repeat("word ", 5_000)), "[SEP] [CLS]", "\ud800", "日本語 emoji 🎉"];

        Assert.All(embedder.Embed(texts, TestContext.Current.CancellationToken), vector => Assert.InRange(TensorPrimitives.Norm(vector), 0.999f, 1.001f));
    }

    /// <summary>Our graph with another vocabulary, as a cased multilingual BERT has one: letters keep their case and their accents.</summary>
    [Fact]
    public void Load_TakesACasedVocabularyOfManyLanguages()
    {
        using var folder = TestFolders.NewTemporary();
        string[] pieces = ["Häuser", "Straße", "##ßer", "猫", "ネコ", "갔", "Москва"];
        var vocabulary = File.ReadAllLines(Path.Combine(Sample, "vocab.txt"));
        pieces.CopyTo(vocabulary, 29_000);
        File.WriteAllLines(folder["vocab.txt"], vocabulary);
        File.Copy(Path.Combine(Sample, "model-int8.onnx"), folder["model.onnx"]);
        File.Copy(Path.Combine(Sample, "config.json"), folder["config.json"]);
        File.WriteAllText(folder["tokenizer_config.json"], """{"do_lower_case": false}""");

        using var embedder = TextEmbedder.Load(folder.Path, threads: 1);
        using var plain = TextEmbedder.Load(Sample, threads: 1);

        Assert.Equal([29_000, 29_003, 29_004, 29_006], embedder.Ids("Häuser 猫ネコ Москва")[1..^1]);
        Assert.Equal([29_001, 29_002], embedder.Ids("Straßeßer")[1..^1]);
        Assert.NotEqual(embedder.Ids("häuser"), embedder.Ids("Häuser"));
        Assert.NotEqual(plain.Identity[plain.Identity.IndexOf('@', StringComparison.Ordinal)..], embedder.Identity[embedder.Identity.IndexOf('@', StringComparison.Ordinal)..]);
        var vectors = embedder.Embed(["Häuser", "Москва"], TestContext.Current.CancellationToken);
        Assert.InRange(Cosine(vectors[0], vectors[1]), -1, 0.99);
    }

    [Fact]
    public void Load_SaysWhatIsMissing()
    {
        using var folder = TestFolders.NewTemporary();
        Assert.Equal(ErrorCodes.ModelMissing, Assert.Throws<VideoIndexException>(() => TextEmbedder.Load(folder.Path, 1)).Code);
        File.Copy(Path.Combine(Sample, "model-int8.onnx"), folder["model.onnx"]);
        var error = Assert.Throws<VideoIndexException>(() => TextEmbedder.Load(folder.Path, 1));
        Assert.Contains("vocab.txt", error.Message, StringComparison.Ordinal);
    }

    private static void AssertGolden(string folder, string file, double leastCosine)
    {
        using var embedder = TextEmbedder.Load(folder, threads: 1);
        var cases = JsonSerializer.Deserialize<List<Golden>>(File.ReadAllBytes(file))!;
        Assert.NotEmpty(cases);
        Assert.All(cases, golden => Assert.Equal(golden.Ids, embedder.Ids(golden.Text)));
        // Of the empty text only the two frame tokens are left, and int8 keeps less of them (0.981): nobody looks for it.
        Assert.All(cases.Where(golden => golden.Text.Length > 0), golden => Assert.InRange(Cosine(golden.Embedding, embedder.Embed([golden.Text], CancellationToken.None)[0]), leastCosine, 1.0001));
    }

    private static double Cosine(float[] a, float[] b) => TensorPrimitives.CosineSimilarity(a, b);

    private sealed record Golden(
        [property: JsonPropertyName("text")] string Text,
        [property: JsonPropertyName("input_ids")] long[] Ids,
        [property: JsonPropertyName("embedding")] float[] Embedding);
}
