using VideoIndex.Cli.Find;
using VideoIndex.Core;

namespace VideoIndex.Tests.Cli;

public sealed class NamedMomentTests
{
    [Theory]
    [InlineData("film.mp4@0:50", "film.mp4", 50_000)]
    [InlineData("/films/me@home/a@b.mp4@1:02:03.5", "/films/me@home/a@b.mp4", 3_723_500)]
    [InlineData("a@50@7", "a@50", 7_000)]
    [InlineData("3@1:20", "3", 80_000)]
    [InlineData("film.mp4", "film.mp4", null)]
    [InlineData("film.mp4@soon", "film.mp4@soon", null)]
    [InlineData("film.mp4@-5", "film.mp4@-5", null)]
    [InlineData("me@home.mp4", "me@home.mp4", null)]
    [InlineData("film.mp4@", "film.mp4@", null)]
    [InlineData("@0:50", "@0:50", null)]
    [InlineData("", "", null)]
    public void Parse_TakesTheTimeBehindTheLastSign(string text, string file, int? ms) =>
        Assert.Equal(new NamedMoment(file, ms is { } value ? TimeSpan.FromMilliseconds(value) : null), NamedMoment.Parse(text));

    [Fact]
    public void Time_WhenNoneIsNamed_IsRefused() =>
        Assert.Equal(ErrorCodes.BadOption, Assert.Throws<VideoIndexException>(() => NamedMoment.Parse("film.mp4@soon").Time).Code);

    [Theory]
    [InlineData("film.mp4@1:75")]
    [InlineData("film.mp4@.")]
    public void Parse_RefusesATimeThatIsNone(string text) =>
        Assert.Equal(ErrorCodes.BadOption, Assert.Throws<VideoIndexException>(() => NamedMoment.Parse(text)).Code);
}
