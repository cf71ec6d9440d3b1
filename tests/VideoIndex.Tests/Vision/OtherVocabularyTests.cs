using System.Text;
using System.Text.Json;
using VideoIndex.Vision;

namespace VideoIndex.Tests.Vision;

/// <summary>A tokenizer of other words: single bytes in no order and two merges, the template's tokens before and between them.</summary>
public sealed class OtherVocabularyTests : IDisposable
{
    private static readonly string[] s_specials =
        ["<image>", "<row_1_col_2>", "<end_of_utterance>", "<global-img>", "<row_1_col_1>", "<fake_token_around_image>", "<|im_start|>"];

    private readonly TemporaryFolder _folder = TestFolders.NewTemporary();
    private readonly Dictionary<string, int> _ids = [];

    public OtherVocabularyTests()
    {
        string[] words = [.. s_specials, .. Enumerable.Range(0, 256).Select(b => ByteAlphabet.CharOf((byte)b).ToString()), "th", "the"];
        var ids = Enumerable.Range(0, words.Length).Select(i => 3 * i + 5).ToArray();
        new Random(20260419).Shuffle(ids);
        foreach (var (word, id) in words.Zip(ids))
            _ids[word] = id;
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Build_UsesTheVocabularysOwnIds(bool mergesArePairs)
    {
        var prompts = new ChatPromptBuilder(Load(mergesArePairs), tokensPerPicture: 3);

        var prompt = prompts.Build(new ChatMessage(ChatRole.User, new ChatItem.Image(new ImageGrid(1, 2)), "Are the thatched 7 <image>?"));

        const string around = "<fake_token_around_image>";
        var pictures = new[] { Special("<row_1_col_1>"), Special("<row_1_col_2>"), Special("<global-img>") }
            .Select(place => (int[])[_ids[around], .. place, .. Repeat("<image>", 3)]).ToList();
        Assert.Equal(
            [
                .. Special("<|im_start|>"), .. Text("User:"), .. pictures[0], .. pictures[1], .. Text("\n\n"), .. pictures[2], .. Special(around),
                .. Text("Are the thatched 7 <image>?"), .. Special("<end_of_utterance>"), .. Text("\nAssistant:"),
            ],
            prompt.TokenIds);
    }

    [Fact]
    public void Decode_SkipsNothingButTheTemplatesTokens()
    {
        var tokenizer = Load(mergesArePairs: true);
        var ids = tokenizer.Encode("the ½ th<end_of_utterance>");

        Assert.Equal("the ½ th", tokenizer.Decode(ids, SpecialTokens.Skip));
        Assert.False(tokenizer.IsToken(6));
        Assert.Equal(_ids.Values.Max() + 1, tokenizer.Size);
    }

    private int[] Special(string name) => [_ids[name]];

    private IEnumerable<int> Repeat(string name, int count) => Enumerable.Repeat(_ids[name], count);

    /// <summary>What the two merges make of a text, without any tokenizer: every `the` and every other `th` is one token, all else bytes.</summary>
    private IEnumerable<int> Text(string text)
    {
        for (var rest = text; rest.Length > 0;)
        {
            var word = rest.StartsWith("the", StringComparison.Ordinal) ? "the" : rest.StartsWith("th", StringComparison.Ordinal) ? "th" : rest[..1];
            foreach (var part in word.Length > 1 ? [word] : Encoding.UTF8.GetBytes(word).Select(b => ByteAlphabet.CharOf(b).ToString()))
                yield return _ids[part];
            rest = rest[word.Length..];
        }
    }

    private SmolVlmTokenizer Load(bool mergesArePairs)
    {
        object[] merges = mergesArePairs ? [(string[])["t", "h"], (string[])["th", "e"]] : ["t h", "th e"];
        File.WriteAllText(_folder["tokenizer.json"], JsonSerializer.Serialize(new
        {
            added_tokens = s_specials.Select(name => new { id = _ids[name], content = name, special = true }),
            pre_tokenizer = new { type = "Sequence", pretokenizers = (object[])[new { type = "Digits", individual_digits = true }, new { type = "ByteLevel", add_prefix_space = false }] },
            decoder = new { type = "ByteLevel" },
            model = new { type = "BPE", vocab = _ids.Where(word => !s_specials.Contains(word.Key)).ToDictionary(), merges },
        }));
        return SmolVlmTokenizer.Load(_folder.Path);
    }
}
