using System.Text.Json.Nodes;
using VideoIndex.Core;
using VideoIndex.Vision;

namespace VideoIndex.Tests.Vision;

public sealed class TokenizerFileTests
{
    [Fact]
    public void Load_ReadsBothFormsOfMerges()
    {
        const string Text = "Players in red shirts celebrate a goal, 2 of 3.";
        using var folder = TestFolders.NewTemporary();
        Write(folder, root => root["model"]!["merges"] = new JsonArray(
            [.. root["model"]!["merges"]!.AsArray().Select(m => (JsonNode)$"{m![0]} {m[1]}")]));

        Assert.Equal(
            SmolVlmTokenizer.Load(TestFolders.SampleModel).Encode(Text), SmolVlmTokenizer.Load(folder.Path).Encode(Text));
    }

    [Theory]
    [InlineData("model", "`model` is missing")]
    [InlineData("added_tokens", "`added_tokens` is missing")]
    [InlineData("pre_tokenizer", "`pre_tokenizer` is missing")]
    [InlineData("decoder", "`decoder` is missing")]
    public void Load_SaysWhatIsMissing(string part, string message) =>
        Expect(ErrorCodes.ModelDamaged, message, root => root.Remove(part));

    [Fact]
    public void Load_Refuses_WhenAPartIsDamaged()
    {
        Expect(ErrorCodes.ModelDamaged, "`model.vocab` is `7`, expected an object", r => r["model"]!["vocab"] = 7);
        Expect(ErrorCodes.ModelDamaged, "expected a whole number from 0", r => r["model"]!["vocab"]!["zebra-word"] = 2000000000);
        Expect(ErrorCodes.ModelDamaged, "expected a whole number from 0", r => r["model"]!["vocab"]!["zebra-word"] = -1);
        Expect(ErrorCodes.ModelDamaged, "stands twice", r => r["model"]!["vocab"]!["zebra-word"] = 100);
        Expect(ErrorCodes.ModelDamaged, "for the character 0x41", r => r["model"]!["vocab"]!.AsObject().Remove("A"));
        Expect(ErrorCodes.ModelDamaged, "`model.merges[0]` is", r => r["model"]!["merges"]![0] = "t nosuchword");
        Expect(ErrorCodes.ModelDamaged, "expected a pair of words", r => r["model"]!["merges"]![1] = new JsonArray("t"));
        Expect(ErrorCodes.ModelDamaged, "expected another id", r => r["added_tokens"]![5]!["id"] = 40);
        Expect(ErrorCodes.ModelDamaged, "expected a text of its own", r => r["added_tokens"]![5]!["content"] = "<|im_start|>");
        Expect(ErrorCodes.ModelDamaged, "expected a text of its own", r => r["added_tokens"]![5]!["content"] = "");
    }

    [Fact]
    public void Load_SaysWhatItFound_WhenTheTokenizerIsAnother()
    {
        Expect(ErrorCodes.ModelUnsupported, "`model.type` is `\"Unigram\"`, expected `BPE`", r => r["model"]!["type"] = "Unigram");
        Expect(ErrorCodes.ModelUnsupported, "`normalizer` is", r => r["normalizer"] = new JsonObject { ["type"] = "NFC" });
        Expect(ErrorCodes.ModelUnsupported, "`model.byte_fallback` is `true`", r => r["model"]!["byte_fallback"] = true);
        Expect(ErrorCodes.ModelUnsupported, "`model.unk_token` is `\"unk\"`", r => r["model"]!["unk_token"] = "unk");
        Expect(ErrorCodes.ModelUnsupported, "expected a sequence of `Digits`", r => r["pre_tokenizer"]!["pretokenizers"]!.AsArray().RemoveAt(0));
        Expect(ErrorCodes.ModelUnsupported, "expected a sequence of `Digits`",
            r => r["pre_tokenizer"]!["pretokenizers"]![0]!["individual_digits"] = false);
        Expect(ErrorCodes.ModelUnsupported, "`added_tokens[3].lstrip` is `true`", r => r["added_tokens"]![3]!["lstrip"] = true);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"model\": {")]
    [InlineData("{\"model\":{\"type\":\"BPE\",\"vocab\":{\"\\ud800\":1}},\"pre_tokenizer\":{\"type\":\"\\ud800\"}}")]
    public void Load_Refuses_WhenTheFileIsNoSuchJson(string content)
    {
        using var folder = TestFolders.NewTemporary();
        File.WriteAllText(folder["tokenizer.json"], content);

        Assert.Equal(ErrorCodes.ModelDamaged, Assert.Throws<VideoIndexException>(() => SmolVlmTokenizer.Load(folder.Path)).Code);
    }

    [Fact]
    public void Load_Refuses_WhenTheFileIsNestedOrLongBeyondReason()
    {
        using var folder = TestFolders.NewTemporary();
        File.WriteAllText(folder["tokenizer.json"], new string('[', 100_000));
        Assert.Equal(ErrorCodes.ModelDamaged, Assert.Throws<VideoIndexException>(() => SmolVlmTokenizer.Load(folder.Path)).Code);

        using (var file = File.OpenWrite(folder["tokenizer.json"]))
            file.SetLength(1L << 31);
        Assert.Contains("expected at most", Assert.Throws<VideoIndexException>(() => SmolVlmTokenizer.Load(folder.Path)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Load_Refuses_WhenThereIsNoFile()
    {
        using var folder = TestFolders.NewTemporary();

        var error = Assert.Throws<VideoIndexException>(() => SmolVlmTokenizer.Load(folder.Path));

        Assert.Equal(ErrorCodes.ModelMissing, error.Code);
        Assert.Contains("tokenizer.json", error.Message, StringComparison.Ordinal);
    }

    private static void Expect(string code, string message, Action<JsonObject> damage)
    {
        using var folder = TestFolders.NewTemporary();
        Write(folder, damage);

        var error = Assert.Throws<VideoIndexException>(() => SmolVlmTokenizer.Load(folder.Path));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Equal(code, error.Code);
    }

    private static void Write(TemporaryFolder folder, Action<JsonObject> change)
    {
        var root = JsonNode.Parse(File.ReadAllBytes(Path.Combine(TestFolders.SampleModel, "tokenizer.json")))!.AsObject();
        change(root);
        File.WriteAllText(folder["tokenizer.json"], root.ToJsonString());
    }
}
