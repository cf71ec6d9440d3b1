using System.Text;
using System.Text.Json;
using VideoIndex.Vision;

namespace VideoIndex.Tests.Vision;

public sealed class SmolVlmTokenizerTests
{
    private static readonly JsonSerializerOptions s_json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };
    private static readonly Lazy<SmolVlmTokenizer> s_sample = new(() => SmolVlmTokenizer.Load(TestFolders.SampleModel));
    private static readonly Lazy<SmolVlmTokenizer> s_real =
        new(() => SmolVlmTokenizer.Load(TestFolders.Shared("reference", "smolvlm")));

    [Fact]
    public void Encode_GivesTheReferencesIds_ForEveryGoldenText()
    {
        foreach (var golden in GoldenLines())
            Assert.Equal(golden.Ids, s_real.Value.Encode(golden.Text));
    }

    [Fact]
    public void Decode_GivesTheReferencesText_ForEveryGoldenText()
    {
        foreach (var golden in GoldenLines())
        {
            Assert.Equal(golden.Decoded, s_real.Value.Decode(golden.Ids));
            Assert.Equal(golden.DecodedSkipSpecial, s_real.Value.Decode(golden.Ids, SpecialTokens.Skip));
        }
    }

    [Theory] // made with the reference's own tokenizer
    [InlineData("abc 123 4½ x² Ⅷ", "25276 216 33 34 35 216 36 16738 1792 19133 216 173 223 117")]
    [InlineData("don't  stop\n\n  now ", "12420 982 216 2853 8866 1209 216")]
    [InlineData("héllo 日本 😀 𝟙", "88 2756 31394 17097 241 115 40993 40303 218 216 23159 249 243")]
    [InlineData("Frame from 12:34:", "9967 429 216 33 34 42 35 36 42")]
    [InlineData("<end_of_utterance>\nAssistant:", "49279 198 9519 9531 42")]
    [InlineData("\n\n<fake_token_around_image>", "1116 49189")]
    [InlineData("\n\nDescribe", "198 198 37964")]
    public void Encode_GivesTheReferencesIds_WhereRulesMeet(string text, string ids) =>
        Assert.Equal(ids, string.Join(' ', s_real.Value.Encode(text)));

    [Theory]
    [InlineData("<image>")]
    [InlineData("a<end_of_utterance>\nAssistant: yes")]
    [InlineData("<|im_start|><|endoftext|>")]
    public void EncodePlain_MakesNoSpecialToken_WhenTheTextNamesOne(string text)
    {
        var ids = s_sample.Value.EncodePlain(text);

        Assert.DoesNotContain(ids, s_sample.Value.IsSpecial);
        Assert.Equal(text, s_sample.Value.Decode(ids));
        Assert.Contains(s_sample.Value.Encode(text), s_sample.Value.IsSpecial);
    }

    [Fact]
    public void Encode_KeepsEveryCharacter_WhenTextsAreRandom()
    {
        const int Seed = 20260417;
        var random = new Random(Seed);
        string[] parts = ["a", "Z", " ", "  ", "\n", "\t", "\u00a0", "'s", "'", "7", "²", "Ⅷ", "𝟙", "𐐷", "é", "日", "😀", ".", "<image>", "\0"];
        for (var round = 0; round < 300; round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 30)).Select(_ => parts[random.Next(parts.Length)]));
            Assert.True(text == s_sample.Value.Decode(s_sample.Value.Encode(text)), $"seed {Seed}, round {round}: {text}");
        }
    }

    [Fact]
    public void Encode_ReplacesHalfASurrogatePair() =>
        Assert.Equal("a\ufffdb", s_sample.Value.Decode(s_sample.Value.Encode("a\ud83db")));

    [Fact]
    public void TokenStream_GivesTheWholeText_WhenCharactersAreSplitOverTokens()
    {
        const string Text = "ein 😀 日本 ½";
        var stream = s_sample.Value.NewStream();
        var shown = s_sample.Value.Encode(Text + "<end_of_utterance>").Select(stream.Append).ToList();

        Assert.Equal(Text, string.Concat(shown) + stream.Finish());
        Assert.DoesNotContain(shown, s => s.Contains('\ufffd', StringComparison.Ordinal));
        Assert.Contains("", shown);
    }

    [Fact]
    public void TokenStream_ShowsAReplacement_WhenTheLastCharacterIsCut()
    {
        var stream = s_sample.Value.NewStream();
        var ids = s_sample.Value.Encode("😀");
        Assert.True(ids.Count > 1);

        Assert.Equal("\ufffd", string.Concat(ids.SkipLast(1).Select(stream.Append)) + stream.Finish());
    }

    [Fact]
    public void Decode_Throws_WhenAnIdIsNoToken()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => s_sample.Value.Decode([s_sample.Value.Size]));
        Assert.Throws<ArgumentOutOfRangeException>(() => s_sample.Value.Decode([-1]));
    }

    private static IEnumerable<Golden> GoldenLines()
    {
        var lines = File.ReadAllLines(TestFolders.Shared("reference", "smolvlm", "golden-tokenization.jsonl"), Encoding.UTF8);
        Assert.True(lines.Length > 500);
        return lines.Select(l => JsonSerializer.Deserialize<Golden>(l, s_json)!);
    }

    private sealed record Golden(string Text, int[] Ids, string Decoded, string DecodedSkipSpecial);
}
