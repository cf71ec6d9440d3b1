using System.Text;
using VideoIndex.Core;
using VideoIndex.Media;

namespace VideoIndex.Tests.Media;

public sealed class TimedTextParserTests
{
    private const string Second = "This is the second subtitle. Second subtitle with second line.";

    [Theory]
    [InlineData("subrip/cdown_ascii.srt", 3, null)]
    [InlineData("subrip/cdown_gb2312.srt", 3, "\u8F7B\u8F7B\u4E00\u8DF3\u5C31\u80FD\u98DE\u8DC3\u9AD8\u697C")]
    [InlineData("subrip/empty.srt", 0, null)]
    [InlineData("subrip/typical.srt", 3, "This is the third subtitle.")]
    [InlineData("subrip/typical_bad_timestamps.srt", 1, "This is the first subtitle.")]
    [InlineData("subrip/typical_extra_blank_line.srt", 3, "This is the third subtitle.")]
    [InlineData("subrip/typical_missing_sequence.srt", 3, "This is the third subtitle.")]
    [InlineData("subrip/typical_missing_timecode.srt", 2, "This is the third subtitle.")]
    [InlineData("subrip/typical_negative_timestamps.srt", 1, "This is the third subtitle.")]
    [InlineData("subrip/typical_no_hours_and_millis.srt", 3, "This is the third subtitle.")]
    [InlineData("subrip/typical_unexpected_end.srt", 2, Second)]
    [InlineData("subrip/typical_utf16be.srt", 3, "This is the third subtitle.")]
    [InlineData("subrip/typical_utf16le.srt", 3, "This is the third subtitle.")]
    [InlineData("subrip/typical_with_byte_order_mark.srt", 3, "This is the third subtitle.")]
    [InlineData("subrip/typical_with_tags.srt", 14, "This is a line.")]
    [InlineData("webvtt/empty.vtt", 0, null)]
    [InlineData("webvtt/typical.vtt", 2, "This is the second subtitle.")]
    [InlineData("webvtt/typical_with_bad_timestamps.vtt", 2, "This is the second subtitle.")]
    [InlineData("webvtt/typical_with_comments.vtt", 2, "This is the second subtitle.")]
    [InlineData("webvtt/typical_with_identifiers.vtt", 2, "This is the second subtitle.")]
    [InlineData("webvtt/with_bad_cue_header.vtt", 2, "This is the third subtitle.")]
    [InlineData("webvtt/with_bom.vtt", 2, "This is the second subtitle.")]
    [InlineData("webvtt/with_consecutive_cues.vtt", 2, "This is the second subtitle.")]
    [InlineData("webvtt/with_css_complex_selectors.vtt", 5, "This is specific But this is more italic")]
    [InlineData("webvtt/with_css_styles.vtt", 4, "You are an idiot You don't have the guts")]
    [InlineData("webvtt/with_css_text_combine_upright.vtt", 2, "Combine 0004 digits")]
    [InlineData("webvtt/with_font_size.vtt", 6, "Upper and lower case letters in font-size unit.")]
    [InlineData("webvtt/with_overlapping_timestamps.vtt", 4, "Appears directly above the previous cue, then replaces it after 1 second.")]
    [InlineData("webvtt/with_positioning.vtt", 8, "This is the eighth subtitle.")]
    [InlineData("webvtt/with_rubies.vtt", 4, "Some text with no ruby text.")]
    [InlineData("webvtt/with_tags.vtt", 4, "This is the <fourth> &subtitle.")]
    [InlineData("webvtt/with_vertical.vtt", 3, "No vertical setting (i.e. horizontal)")]
    [InlineData("webvtt/with_wide_unicode_chars_and_cr_endings.vtt", 1, "\U0001F61B \U0001F61B")]
    [InlineData("webvtt/with_x-timestamp-map_header.vtt", 2, "Cue text two")]
    [InlineData("elephantsdream/captions.ar.vtt", 77, null)]
    [InlineData("elephantsdream/captions.en.vtt", 78, null)]
    [InlineData("elephantsdream/captions.ja.vtt", 77, null)]
    [InlineData("elephantsdream/captions.ru.vtt", 84, null)]
    [InlineData("elephantsdream/captions.sv.vtt", 81, null)]
    [InlineData("elephantsdream/chapters.en.vtt", 9, null)]
    [InlineData("elephantsdream/descriptions.en.vtt", 63, null)]
    public void Parse_ReadsEveryGoodCue(string file, int cues, string? last)
    {
        var found = Read(TestFolders.Shared("media", "subtitles", file));

        Assert.Equal(cues, found.Count);
        if (last is not null)
            Assert.Equal(last, found[^1].Text);
        Assert.All(found, cue => Assert.True(cue.Span.Start < cue.Span.End && cue.Text.Length > 0 && !cue.Text.Any(char.IsControl)));
    }

    [Fact]
    public void Parse_TellsTimesTextOriginAndLanguage()
    {
        var cues = TimedTextParser.Parse("1\r\n00:00:02,345 --> 01:00:03,456 X1:40\r\n<i>Two</i>\r\nlines &amp; more\r\n", "sidecar:a.en.srt", "en");

        Assert.Equal(new Cue(TimeRange.FromMs(2_345, 3_603_456), "Two lines & more", "sidecar:a.en.srt", "en"), Assert.Single(cues));
    }

    [Fact]
    public void Parse_PartsCues_WhenTheEmptyLineIsMissing()
    {
        var cues = TimedTextParser.Parse("1\n00:01,000 --> 00:02,000\none\n2\n00:03,000 --> 00:04,000\ntwo\n", "x", null);

        Assert.Equal(["one", "two"], cues.Select(cue => cue.Text));
    }

    [Theory]
    [InlineData("00:05,000 --> 00:04,000")]
    [InlineData("00:05,000 --> 00:05,000")]
    [InlineData("99999999999999:00:00 --> 999999999999999:00:01")]
    [InlineData("--> --> -->")]
    public void Parse_LeavesOutCues_WhoseTimesMakeNoSense(string times) =>
        Assert.Empty(TimedTextParser.Parse($"{times}\ntext\n", "x", null));

    [Theory]
    [InlineData("a < b and c > d", "a < b and c > d")]
    [InlineData("<ruby>\u6771\u4EAC<rt>\u3068\u3046\u304D\u3087\u3046</rt></ruby>\u3078", "\u6771\u4EAC\u3078")]
    [InlineData("<00:01.500>now\u0007 \u202Ethen\u200B", "now then")]
    [InlineData("{\\an8\\i1}up {kept} here\\Nbelow", "up {kept} here below")]
    [InlineData("<v Mary>I say</v> &quot;no&quot;", "I say \"no\"")]
    public void Plain_KeepsWhatAReaderSees(string text, string expected) => Assert.Equal(expected, CueText.Plain(text));

    [Fact]
    public void Plain_EndsSoon_OnTextBuiltToBeSlow()
    {
        var text = string.Concat(Enumerable.Repeat("<rt", 2_000)) + new string('<', 2_000) + new string('{', 2_000);

        Assert.InRange(CueText.Plain(text).Length, 0, CueText.LongestText + 1);
    }

    [Fact]
    public void Decode_TellsOldEncodingsApart()
    {
        static byte[] In(int codePage, string text) => CodePagesEncodingProvider.Instance.GetEncoding(codePage)!.GetBytes(text);

        Assert.Equal("d\u00E9j\u00E0 vu \u2014 \u00FCber \u20AC5", SubtitleText.Decode(In(1252, "d\u00E9j\u00E0 vu \u2014 \u00FCber \u20AC5")));
        Assert.Equal("\u041F\u0440\u0438\u0432\u0435\u0442, \u043A\u0430\u043A \u0434\u0435\u043B\u0430?", SubtitleText.Decode(In(1251, "\u041F\u0440\u0438\u0432\u0435\u0442, \u043A\u0430\u043A \u0434\u0435\u043B\u0430?")));
        Assert.Equal("\u4FDD\u62A4\u6211\u4EEC\u8FDC\u79BB\u90AA\u6076\u3002", SubtitleText.Decode(In(936, "\u4FDD\u62A4\u6211\u4EEC\u8FDC\u79BB\u90AA\u6076\u3002")));
        Assert.Equal("00:01 --> 00:02", SubtitleText.Decode(Encoding.Unicode.GetBytes("00:01 --> 00:02")));
        Assert.Equal("", SubtitleText.Decode([]));
    }

    private static IReadOnlyList<Cue> Read(string path) => TimedTextParser.Parse(SubtitleText.Decode(File.ReadAllBytes(path)), "x", null);
}
