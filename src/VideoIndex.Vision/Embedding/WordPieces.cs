using System.Globalization;
using System.Text;
using Microsoft.ML.Tokenizers;
using VideoIndex.Core;

namespace VideoIndex.Vision;

/// <summary>Cuts text into BERT's word pieces, with [CLS] before and [SEP] after them. Safe for use by many threads.</summary>
internal sealed class WordPieces
{
    /// <summary>
    /// Tokens of a text that are looked at: sentence embedders were trained on texts of up to 128 tokens, a caption has about 30.
    /// </summary>
    private const int MostTokens = 128;

    /// <summary>Characters that can matter for that many tokens; bounds the work on a hostile text.</summary>
    private const int MostCharacters = 16 * MostTokens;

    private readonly WordPieceTokenizer _tokenizer;
    private readonly long _first;
    private readonly long _last;
    private readonly bool _lowerCase;
    private readonly int _most;

    public WordPieces(EmbedderFiles files)
    {
        _lowerCase = files.LowerCase;
        _most = Math.Min(MostTokens, files.MostPositions());
        try
        {
            using var vocabulary = new MemoryStream(files.Vocabulary);
            _tokenizer = WordPieceTokenizer.Create(vocabulary, new WordPieceOptions { PreTokenizer = new BertWords() });
            Count = CountOf(files.Vocabulary);
            (_first, _last) = (Single(files.Vocabulary, "[CLS]"), Single(files.Vocabulary, "[SEP]"));
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or KeyNotFoundException)
        {
            throw new VideoIndexException(
                ErrorCodes.ModelDamaged, $"`vocab.txt` in `{files.Folder}` is not a WordPiece vocabulary: {e.Message}", "fetch the embedder again", e);
        }
    }

    /// <summary>At least two ids; a text that is too long loses its end, never the [SEP].</summary>
    public long[] Ids(string text)
    {
        var start = BertWords.Clean(text.Length <= MostCharacters ? text : text[..MostCharacters]);
        var ids = _tokenizer.EncodeToIds(_lowerCase ? WithoutMarks(AccentFolding.Fold(start.ToLowerInvariant())) : start);
        return [_first, .. ids.Take(_most - 2).Select(id => (long)id), _last];
    }

    /// <summary>Of how many pieces the vocabulary is.</summary>
    public int Count { get; }

    private static string WithoutMarks(string text) => Ascii.IsValid(text)
        ? text
        : string.Concat(text.EnumerateRunes().Where(rune => Rune.GetUnicodeCategory(rune) != UnicodeCategory.NonSpacingMark));

    /// <summary>A line each; the last may lack its end.</summary>
    private static int CountOf(byte[] vocabulary) => vocabulary.AsSpan().Count((byte)'\n') + (vocabulary is [.., (byte)'\n'] ? 0 : 1);

    private static long Single(byte[] vocabulary, string token)
    {
        using var lines = new StringReader(Encoding.UTF8.GetString(vocabulary));
        for (var id = 0; lines.ReadLine() is { } line; id++)
        {
            if (line.TrimEnd() == token)
                return id;
        }

        throw new ArgumentException($"it has no `{token}`");
    }
}
