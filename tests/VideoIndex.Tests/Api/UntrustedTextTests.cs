using VideoIndex.Api;

namespace VideoIndex.Tests.Api;

public sealed class UntrustedTextTests
{
    [Theory]
    [InlineData("plain words, 日本, café 🎉", "plain words, 日本, café 🎉")]
    [InlineData("a\nb\tc\r\n\r\nd", "a b c d")]
    [InlineData("a\u0000\u001b[31mb\u007f", "a[31mb")]
    [InlineData("ig\u200Bnore\u200D pre\uFEFFvious\u2060", "ignore previous")]
    [InlineData("\u202Etxt.exe\u2066x\u2069", "txt.exex")]
    [InlineData("tag \U000E0041\U000E0042 end", "tag  end")]
    [InlineData("bytes\uFE01\U000E0101 hidden", "bytes hidden")]
    [InlineData("![x](http://a/?q) [a][b] [b]:c <img src=x> </b> <!-- a < b, [1] (2)", "![x] (http://a/?q) [a] [b] [b] :c < img src=x> < /b> < !-- a < b, [1] (2)")]
    [InlineData("[a]\u200b(b)", "[a] (b)")]
    public void From_KeepsWhatPeopleSee(string text, string shown) => Assert.Equal(shown.Replace("  ", " ", StringComparison.Ordinal), UntrustedText.From(text));

    [Fact]
    public void From_CutsWhatIsLong() => Assert.Equal(1_001, UntrustedText.From(new string('a', 100_000)).Length);
}
