using Lucene.Net.Documents;
using Lucene.Net.Index;
using VideoIndex.Core;

namespace VideoIndex.TextIndex;

/// <summary>The fields of a timed document. Its text can be searched, not read back: that is in the catalog. Times are kept in whole milliseconds.</summary>
internal static class TextFields
{
    public const string Id = "id";
    public const string Media = "media";
    public const string Start = "start_ms";
    public const string End = "end_ms";
    public const string Source = "source";
    public const string Text = "text";

    /// <summary>The same text once more as whole words: a beginning of a word is often longer than the word's stem.</summary>
    public const string Word = "word";

    /// <summary>
    /// Characters of a text that are looked at. A caption has some 300 and a subtitle line some 80; what is far longer is no line of text but
    /// an attack or a mistake, and must not make the index large.
    /// </summary>
    public const int MaxTextLength = 8_192;

    private static readonly FieldType TextType = new(TextField.TYPE_NOT_STORED) { IndexOptions = IndexOptions.DOCS_AND_FREQS_AND_POSITIONS };

    private static readonly FieldType WordType = new(TextField.TYPE_NOT_STORED) { IndexOptions = IndexOptions.DOCS_ONLY, OmitNorms = true };

    public static Document ToLucene(TimedDocument document) =>
    [
        .. Fields(document),
        // Who asks for what was seen (seen:) means a person's correction of it as well.
        .. document.Source == "correction" ? [new StringField(Source, "caption", Field.Store.NO)] : Array.Empty<Field>(),
    ];

    private static Field[] Fields(TimedDocument document) =>
    [
        new StringField(Id, document.Id, Field.Store.NO),
        new NumericDocValuesField(Id, DocumentNumber.Of(document.Id)),
        new NumericDocValuesField(Media, document.MediaId),
        new NumericDocValuesField(Start, document.Span.StartMs),
        new NumericDocValuesField(End, document.Span.EndMs),
        new StringField(Source, document.Source, Field.Store.NO),
        new Field(Text, Cut(document.Text), TextType),
        new Field(Word, Cut(document.Text), WordType),
    ];

    private static string Cut(string text)
    {
        if (text.Length <= MaxTextLength)
            return text;
        return text[..(char.IsHighSurrogate(text[MaxTextLength - 1]) ? MaxTextLength - 1 : MaxTextLength)];
    }
}
