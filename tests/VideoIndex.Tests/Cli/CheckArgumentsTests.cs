using VideoIndex.Cli.Check;

namespace VideoIndex.Tests.Cli;

public sealed class CheckArgumentsTests
{
    [Theory]
    [InlineData("search|--check|a goal", "search|--check=10|a goal")]
    [InlineData("search|a goal|--check", "search|a goal|--check=10")]
    [InlineData("search|--check|3|a goal", "search|--check|3|a goal")]
    [InlineData("search|--check=4|a goal", "search|--check=4|a goal")]
    [InlineData("search|--check|--json|a goal", "search|--check=10|--json|a goal")]
    [InlineData("search|--|--check", "search|--|--check")]
    public void WithNumbers_LeavesTheQueryItsFirstWord(string args, string expected) =>
        Assert.Equal(expected, string.Join('|', CheckArguments.WithNumbers(args.Split('|'))));
}
