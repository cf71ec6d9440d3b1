using VideoIndex.Cli.Find;
using VideoIndex.Core;

namespace VideoIndex.Tests.Cli;

public sealed class MediaPlaceTests
{
    [Theory]
    [InlineData("film.mp4@1:20", "film.mp4", 80_000)]
    [InlineData("3@1:02:03.5", "3", 3_723_500)]
    [InlineData("me@home/a@b.mkv@50", "me@home/a@b.mkv", 50_000)]
    public void Parse_TakesTheLastAtSign(string text, string media, int atMs) =>
        Assert.Equal(new MediaPlace(media, TimeSpan.FromMilliseconds(atMs)), MediaPlace.Parse(text));

    [Theory]
    [InlineData("film.mp4")]
    [InlineData("@1:20")]
    [InlineData("film.mp4@")]
    [InlineData("film.mp4@soon")]
    [InlineData("film.mp4@-5")]
    public void Parse_RefusesWhatNamesNoMoment(string text) =>
        Assert.Equal(ErrorCodes.BadOption, Assert.Throws<VideoIndexException>(() => MediaPlace.Parse(text)).Code);
}
