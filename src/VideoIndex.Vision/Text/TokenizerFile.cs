using System.Text.Json;
using VideoIndex.Core;

namespace VideoIndex.Vision;

/// <summary>What a checkpoint's <c>tokenizer.json</c> holds, checked: everything the encoder relies on is there and is as expected.</summary>
internal sealed class TokenizerFile
{
    /// <summary>Known vocabularies have 49 to 262 thousand words; an id decides the size of a table.</summary>
    private const int MaxId = (1 << 20) - 1;

    private readonly CheckpointJson _root;
    private readonly Dictionary<string, int> _vocabulary = new(StringComparer.Ordinal);
    private readonly List<string> _merges = [];
    private readonly List<AddedToken> _added = [];

    private TokenizerFile(CheckpointJson root) => _root = root;

    public IReadOnlyDictionary<string, int> Vocabulary => _vocabulary;

    /// <summary>Pairs to join, the first come first, as <c>left right</c>.</summary>
    public IReadOnlyList<string> Merges => _merges;

    public IReadOnlyList<AddedToken> Added => _added;

    /// <exception cref="VideoIndexException">
    /// <c>model_missing</c>: no such file; <c>model_damaged</c>: broken or incomplete; <c>model_unsupported</c>: another kind of tokenizer.
    /// </exception>
    public static TokenizerFile Load(string path)
    {
        var file = new TokenizerFile(CheckpointJson.Load(path, CheckpointJson.MostOfATokenizer));
        file.CheckKind();
        file.ReadVocabulary();
        file.ReadMerges();
        file.ReadAdded();
        return file;
    }

    private void CheckKind()
    {
        var model = _root["model"];
        model.Expect("type", "BPE");
        foreach (var name in new[] { "dropout", "unk_token", "continuing_subword_prefix", "end_of_word_suffix" })
        {
            if (model.Find(name) is { } set && set.Raw is not "\"\"")
                throw set.Unsupported("nothing");
        }

        model.ExpectNot("byte_fallback", "ignore_merges");
        foreach (var name in new[] { "normalizer", "post_processor" })
        {
            if (_root.Find(name) is { } part)
                throw part.Unsupported("nothing");
        }

        CheckPreTokenizer(_root["pre_tokenizer"]);
        var decoder = _root["decoder"]["type"];
        if (decoder.Text() != "ByteLevel")
            throw decoder.Unsupported("`ByteLevel`");
    }

    private static void CheckPreTokenizer(CheckpointJson preTokenizer)
    {
        var fits = preTokenizer["type"].Text() == "Sequence"
            && preTokenizer["pretokenizers"].Items().ToArray() is [var digits, var bytes]
            && digits["type"].Text() == "Digits" && digits["individual_digits"].Flag()
            && bytes["type"].Text() == "ByteLevel" && !bytes["add_prefix_space"].Flag() && (bytes.Find("use_regex")?.Flag() ?? true);
        if (!fits)
            throw preTokenizer.Unsupported("a sequence of `Digits` (individual) and `ByteLevel` (no prefix space, with its regex)");
    }

    private void ReadVocabulary()
    {
        var vocabulary = _root["model"]["vocab"];
        var ids = new HashSet<int>();
        foreach (var (word, value) in vocabulary.Members())
        {
            var id = value.Integer(0, MaxId);
            if (!_vocabulary.TryAdd(word, id) || !ids.Add(id))
                throw _root.Damaged($"the word `{word}` or its id {id} stands twice in `model.vocab`");
        }

        // The published vocabularies lack some control characters and bytes that no assigned character has, never a printable one.
        for (var c = ' '; c <= '~'; c++)
        {
            if (!_vocabulary.ContainsKey(ByteAlphabet.CharOf((byte)c).ToString()))
                throw _root.Damaged($"`model.vocab` has no word for the character 0x{(int)c:x2}, expected every printable one");
        }
    }

    private void ReadMerges()
    {
        foreach (var merge in _root["model"]["merges"].Items())
        {
            var (left, right) = ReadMerge(merge);
            if (!_vocabulary.ContainsKey(left) || !_vocabulary.ContainsKey(right) || !_vocabulary.ContainsKey(left + right))
                throw merge.Expected("two words of the vocabulary that join to a third");
            _merges.Add($"{left} {right}");
        }
    }

    /// <summary>Older files write a merge as <c>"a b"</c>, newer ones as <c>["a", "b"]</c>.</summary>
    private static (string Left, string Right) ReadMerge(CheckpointJson merge)
    {
        string[] parts = merge.Kind == JsonValueKind.Array ? [.. merge.Items().Select(p => p.Text())] : merge.Text().Split(' ');
        return parts is [var left, var right] ? (left, right) : throw merge.Expected("a pair of words");
    }

    private void ReadAdded()
    {
        var words = _vocabulary.ToDictionary(p => p.Value, p => p.Key);
        var contents = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in _root["added_tokens"].Items())
        {
            var token = new AddedToken(item["id"].Integer(0, MaxId), item["content"].Text(), item.Find("special")?.Flag() ?? false);
            item.ExpectNot("single_word", "lstrip", "rstrip");
            if (token.Content.Length == 0 || !contents.Add(token.Content))
                throw item.Expected("a text of its own as `content`");
            if (!words.TryAdd(token.Id, token.Content) && words[token.Id] != token.Content)
                throw item.Expected($"another id: {token.Id} is `{words[token.Id]}`");
            _added.Add(token);
        }
    }
}
