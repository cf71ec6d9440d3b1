using System.Buffers;
using System.Text;
using Microsoft.ML.Tokenizers;
using VideoIndex.Core;

namespace VideoIndex.Vision;

/// <summary>Turns text into the token ids of a SmolVLM2 checkpoint and back: byte-level BPE as its <c>tokenizer.json</c> says. Thread-safe.</summary>
public sealed class SmolVlmTokenizer
{
    private readonly BpeTokenizer _words;
    private readonly byte[]?[] _bytesOf;
    private readonly bool[] _special;
    private readonly Dictionary<string, int> _added;
    private readonly AddedToken[] _longestFirst;
    private readonly SearchValues<string> _contents;

    private SmolVlmTokenizer(TokenizerFile file)
    {
        _words = BpeTokenizer.Create(new BpeOptions(file.Vocabulary)
        {
            Merges = file.Merges,
            ByteLevel = true,
            PreTokenizer = new DigitsThenWords(),
        });
        var size = Math.Max(file.Vocabulary.Values.Max(), file.Added.Select(a => a.Id).DefaultIfEmpty().Max()) + 1;
        (_bytesOf, _special) = (new byte[]?[size], new bool[size]);
        foreach (var (word, id) in file.Vocabulary)
            _bytesOf[id] = ByteAlphabet.BytesOf(word);
        foreach (var token in file.Added)
            (_bytesOf[token.Id], _special[token.Id]) = (Encoding.UTF8.GetBytes(token.Content), token.Special);
        _added = file.Added.ToDictionary(a => a.Content, a => a.Id, StringComparer.Ordinal);
        _longestFirst = [.. file.Added.OrderByDescending(a => a.Content.Length)];
        _contents = SearchValues.Create([.. _added.Keys], StringComparison.Ordinal);
    }

    /// <summary>One more than the largest id; not every id below it must be a token.</summary>
    public int Size => _bytesOf.Length;

    /// <summary>Reads <c>tokenizer.json</c> of a checkpoint.</summary>
    /// <exception cref="VideoIndexException">
    /// <c>model_missing</c>: no such file; <c>model_damaged</c>: broken or incomplete; <c>model_unsupported</c>: another kind of tokenizer.
    /// </exception>
    public static SmolVlmTokenizer Load(string modelFolder) => new(TokenizerFile.Load(Path.Combine(modelFolder, "tokenizer.json")));

    /// <summary>The ids of a text of ours: <c>&lt;image&gt;</c> and the like in it become the special tokens. Nothing is added around it.</summary>
    /// <remarks>For what a person, a file or a model wrote use <see cref="EncodePlain"/>: it cannot speak for the template.</remarks>
    public IReadOnlyList<int> Encode(string text)
    {
        var ids = new List<int>();
        var start = 0;
        while (text.AsSpan(start).IndexOfAny(_contents) is var at and >= 0)
        {
            var cut = start + at;
            var token = _longestFirst.First(t => text.AsSpan(cut).StartsWith(t.Content, StringComparison.Ordinal));
            ids.AddRange(EncodePlain(text[start..cut]));
            ids.Add(token.Id);
            start = cut + token.Content.Length;
        }

        ids.AddRange(EncodePlain(text[start..]));
        return ids;
    }

    /// <summary>The ids of a text as it stands: no part of it becomes a special token.</summary>
    public IReadOnlyList<int> EncodePlain(string text) => text.Length == 0 ? [] : _words.EncodeToIds(WellFormed(text));

    /// <summary>The text of tokens; bytes that are no UTF-8, as of a cut character, become U+FFFD.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An id is no token of this vocabulary.</exception>
    public string Decode(IEnumerable<int> ids, SpecialTokens specials = SpecialTokens.Keep)
    {
        var bytes = new ArrayBufferWriter<byte>();
        foreach (var id in ids)
        {
            if (specials == SpecialTokens.Keep || !IsSpecial(id))
                bytes.Write(BytesOf(id));
        }

        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    /// <summary>Shows text while it is being written, token by token.</summary>
    public TokenStream NewStream() => new(this);

    /// <summary>The bytes of a token: a part of a UTF-8 text that may begin or end inside a character.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The id is no token of this vocabulary.</exception>
    public ReadOnlySpan<byte> BytesOf(int id) =>
        IsToken(id) ? _bytesOf[id] : throw new ArgumentOutOfRangeException(nameof(id), id, $"no token of this vocabulary of {_bytesOf.Length}");

    /// <summary>Whether the id stands for something. A model's vocabulary may have rows that no token has.</summary>
    public bool IsToken(int id) => (uint)id < (uint)_bytesOf.Length && _bytesOf[id] is not null;

    /// <summary>Whether the id is a token of the template and no part of what the model says.</summary>
    public bool IsSpecial(int id) => (uint)id < (uint)_special.Length && _special[id];

    /// <summary>The id of a special token by its text, <c>&lt;end_of_utterance&gt;</c>.</summary>
    /// <exception cref="VideoIndexException"><c>model_unsupported</c>: the tokenizer has no such token.</exception>
    public int IdOf(string special) => _added.TryGetValue(special, out var id)
        ? id
        : throw new VideoIndexException(ErrorCodes.ModelUnsupported, $"the tokenizer has no special token `{special}`",
            "use a SmolVLM2 checkpoint as it was published");

    /// <summary>Half a surrogate pair cannot be written as UTF-8: it becomes U+FFFD, as everywhere in .NET.</summary>
    private static string WellFormed(string text) =>
        text.AsSpan().ContainsAnyInRange('\ud800', '\udfff') ? Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) : text;
}
