using System.Globalization;
using VideoIndex.Search;

namespace VideoIndex.Tests.Search;

public sealed class QueryValuesTests
{
    [Theory]
    [InlineData("90", 90)]
    [InlineData("90s", 90)]
    [InlineData("1.5s", 1.5)]
    [InlineData("2m", 120)]
    [InlineData("2min", 120)]
    [InlineData("1h", 3600)]
    [InlineData("1H30M5S", 5405)]
    [InlineData("1:30", 90)]
    [InlineData("1:02:03", 3723)]
    [InlineData("0", 0)]
    public void Length_ReadsHowPeopleWriteIt(string text, double seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), QueryValues.Length(text));

    [Theory]
    [InlineData("")]
    [InlineData("h")]
    [InlineData("-1")]
    [InlineData("1:60")]
    [InlineData("1h1h")]
    [InlineData("30sec")]
    [InlineData("1e9")]
    [InlineData("999999999")]
    [InlineData("999999h")]
    [InlineData("٣s")]
    public void Length_KnowsNothingElse(string text) => Assert.Null(QueryValues.Length(text));

    [Theory]
    [InlineData("2024", "2024-01-01T00:00")]
    [InlineData("2024-05", "2024-05-01T00:00")]
    [InlineData("2024-02-29", "2024-02-29T00:00")]
    [InlineData("2024-05-17T18:30", "2024-05-17T18:30")]
    public void Date_IsTheFirstMomentOfIt(string text, string expected) => Assert.Equal(
        DateTimeOffset.ParseExact(expected, "yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal), QueryValues.Date(text));

    [Theory]
    [InlineData("")]
    [InlineData("24")]
    [InlineData("2023-02-29")]
    [InlineData("2024-5")]
    [InlineData("May 2024")]
    public void Date_KnowsNothingElse(string text) => Assert.Null(QueryValues.Date(text));
}
