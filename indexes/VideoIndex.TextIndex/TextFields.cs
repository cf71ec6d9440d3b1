using System.Globalization;
using Lucene.Net.Documents;
using Lucene.Net.Index;
using VideoIndex.Core;

namespace VideoIndex.TextIndex;

/// <summary>The fields of a timed document and the way there and back. Times are kept in whole milliseconds.</summary>
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
    /// Characters of a text that are kept. A caption has some 300 and a subtitle line some 80; what is far longer is no line of text but
    /// an attack or a mistake, and must not make the index large.
    /// </summary>
    public const int MaxTextLength = 8_192;

    private static readonly FieldType TextType = new(TextField.TYPE_STORED)
    {
        IndexOptions = IndexOptions.DOCS_AND_FREQS_AND_POSITIONS_AND_OFFSETS,
    };

    private static readonly FieldType WordType = new(TextField.TYPE_NOT_STORED) { IndexOptions = IndexOptions.DOCS_ONLY, OmitNorms = true };

    public static Document ToLucene(TimedDocument document) =>
    [
        .. Fields(document),
        // Who asks for what was seen (seen:) means a person's correction of it as well; what is stored is read back from the first field.
        .. document.Source == "correction" ? [new StringField(Source, "caption", Field.Store.NO)] : Array.Empty<Field>(),
    ];

    private static Field[] Fields(TimedDocument document) =>
    [
        new StringField(Id, document.Id, Field.Store.YES),
        new StoredField(Media, document.MediaId),
        new NumericDocValuesField(Media, document.MediaId),
        new StoredField(Start, document.Span.StartMs),
        new NumericDocValuesField(Start, document.Span.StartMs),
        new StoredField(End, document.Span.EndMs),
        new StringField(Source, document.Source, Field.Store.YES),
        new Field(Text, Cut(document.Text), TextType),
        new Field(Word, Cut(document.Text), WordType),
    ];

    public static TimedDocument FromLucene(Document document) => new(
        document.Get(Id, CultureInfo.InvariantCulture),
        Number(document, Media),
        TimeRange.FromMs(Number(document, Start), Number(document, End)),
        document.Get(Text, CultureInfo.InvariantCulture),
        document.Get(Source, CultureInfo.InvariantCulture));

    private static long Number(Document document, string field) => document.GetField(field).GetInt64Value()!.Value;

    private static string Cut(string text)
    {
        if (text.Length <= MaxTextLength)
            return text;
        return text[..(char.IsHighSurrogate(text[MaxTextLength - 1]) ? MaxTextLength - 1 : MaxTextLength)];
    }
}
