using System.Text;

namespace VideoIndex.Vision;

/// <summary>The text of tokens that come one at a time: a character is handed out once all its bytes are there. Not thread-safe.</summary>
public sealed class TokenStream : ITokenText
{
    private readonly SmolVlmTokenizer _tokenizer;
    private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();

    internal TokenStream(SmolVlmTokenizer tokenizer) => _tokenizer = tokenizer;

    /// <summary>What can be shown now, often one word, nothing for a special token or a part of a character.</summary>
    public string Append(int id) => _tokenizer.IsSpecial(id) ? "" : Convert(_tokenizer.BytesOf(id), flush: false);

    /// <summary>What is left over at the end: U+FFFD when the last character was never finished.</summary>
    public string Finish() => Convert([], flush: true);

    private string Convert(ReadOnlySpan<byte> bytes, bool flush)
    {
        var chars = new char[_decoder.GetCharCount(bytes, flush)];
        _decoder.GetChars(bytes, chars, flush);
        return new string(chars);
    }
}
