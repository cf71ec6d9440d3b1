using System.Text;
using System.Text.Json;
using VideoIndex.Core;
using VideoIndex.Vision;

namespace VideoIndex.Tests.Vision.ModelStore;

public sealed class HubListingTests
{
    /// <summary>Three entries in the form of the public hub's answer: a folder, a file of git, a large file.</summary>
    private const string Recorded = """
        [{"type":"directory","oid":"59f6d0e0a0e5bb4e1b1eb6a1f5ac3bd3a0a3f4b3","size":0,"path":"onnx"},
         {"type":"file","oid":"9eaa2dfbb1c4f1cf2d1a4bcdbcb5f60c4d8bbd3a","size":7284,"path":"config.json"},
         {"type":"file","oid":"2fcc3a61ad7ff4ca0ad6f0f0ea6f2f2e8ad7d9d6","size":2030029520,
          "lfs":{"oid":"b1946ac92492d2347c6235b4d2611184ffffffffffffffffffffffffffffffff","size":2030029520,"pointerSize":135},
          "xetHash":"aa","path":"model.safetensors"}]
        """;

    [Fact]
    public void Parse_ReadsFilesWithTheHashThatIsTheirs()
    {
        var files = Parse(Recorded);
        Assert.Equal(
            [
                new HubFile("config.json", 7284, null, "9eaa2dfbb1c4f1cf2d1a4bcdbcb5f60c4d8bbd3a"),
                new HubFile("model.safetensors", 2030029520, "b1946ac92492d2347c6235b4d2611184ffffffffffffffffffffffffffffffff", null),
            ], files);
    }

    [Theory]
    [InlineData("<html>")]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("""[{"type":"file"}]""")]
    [InlineData("""[{"type":"file","oid":"zz","size":1,"path":"a.json"}]""")]
    [InlineData("""[{"type":"file","oid":"9eaa2dfbb1c4f1cf2d1a4bcdbcb5f60c4d8bbd3a","size":-1,"path":"a.json"}]""")]
    [InlineData("""[{"type":"file","oid":"9eaa2dfbb1c4f1cf2d1a4bcdbcb5f60c4d8bbd3a","size":1e300,"path":"a.json"}]""")]
    [InlineData("""[{"type":"file","oid":"9eaa2dfbb1c4f1cf2d1a4bcdbcb5f60c4d8bbd3a","size":9223372036854775807,"path":"a.json"}]""")]
    [InlineData("""[{"type":"file","oid":"9eaa2dfbb1c4f1cf2d1a4bcdbcb5f60c4d8bbd3a","size":1,"path":"../a.json"}]""")]
    [InlineData("""[{"type":"file","oid":"9eaa2dfbb1c4f1cf2d1a4bcdbcb5f60c4d8bbd3a","size":1,"path":null}]""")]
    public void Parse_RefusesEverythingElse(string answer) =>
        Assert.Equal(ErrorCodes.DownloadFailed, Assert.Throws<VideoIndexException>(() => Parse(answer)).Code);

    [Fact]
    public void Parse_EndsInAClearError_WhateverIsDamaged()
    {
        var seed = Random.Shared.Next();
        TestContext.Current.TestOutputHelper!.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var answer = Encoding.UTF8.GetBytes(Recorded);
        for (var run = 0; run < 2_000; run++)
        {
            var damaged = answer[..random.Next(answer.Length / 2, answer.Length + 1)];
            for (var change = random.Next(1, 4); change > 0; change--)
                damaged[random.Next(damaged.Length)] = (byte)random.Next(256);
            try
            {
                Assert.All(HubListing.Parse(damaged, "a/b"), file => Assert.True(ModelFileNames.StaysInside(file.Path) && file.Size >= 0));
            }
            catch (VideoIndexException trouble)
            {
                Assert.Equal(ErrorCodes.DownloadFailed, trouble.Code);
            }
        }
    }

    [Fact]
    public void Choose_TakesSmallFilesFirst()
    {
        var chosen = HubListing.Choose(PublishedModel.Find("2.2b")!,
            [File("model-00001-of-00002.safetensors", 5_000), File("config.json", 10), File("model-00002-of-00002.safetensors", 4_000),
             File("model.safetensors.index.json", 60), File("tokenizer.json", 30), File("README.md", 1), File("onnx/config.json", 1)]);
        Assert.Equal(["config.json", "tokenizer.json", "model.safetensors.index.json", "model-00002-of-00002.safetensors", "model-00001-of-00002.safetensors"],
            chosen.Select(file => file.Name));
    }

    [Theory]
    [InlineData("500m", "tokenizer.json", "config.json")]
    [InlineData("500m", "model.safetensors", "config.json", "tokenizer.json")]
    [InlineData("minilm", "model-int8.onnx", "config.json", "vocab.txt", "onnx/model.onnx")]
    public void Choose_NamesWhatIsNotThere(string model, string missing, params string[] listed)
    {
        var trouble = Assert.Throws<VideoIndexException>(() => HubListing.Choose(PublishedModel.Find(model)!, [.. listed.Select(name => File(name, 1))]));
        Assert.Contains($"`{missing}`", trouble.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Choose_RefusesNamesThatAreOneOnManyDisks()
    {
        var trouble = Assert.Throws<VideoIndexException>(() => HubListing.Choose(PublishedModel.Find("500m")!,
            [File("config.json", 1), File("Config.json", 1), File("tokenizer.json", 1), File("model.safetensors", 1)]));
        Assert.Contains("twice", trouble.Message, StringComparison.Ordinal);
    }

    private static HubFile File(string path, long size) => new(path, size, new string('a', 64), null);

    private static IReadOnlyList<HubFile> Parse(string answer) => HubListing.Parse(Encoding.UTF8.GetBytes(answer), "owner/name");
}
