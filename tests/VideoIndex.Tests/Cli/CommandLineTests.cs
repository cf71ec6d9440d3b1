using System.CommandLine;
using VideoIndex.Cli;

namespace VideoIndex.Tests.Cli;

public sealed class CommandLineTests
{
    /// <summary>Which command arguments lead to, and what stands for its arguments.</summary>
    [Theory]
    [InlineData("search|goal", "search goal")]
    [InlineData("search|goal -red", "search goal -red")]
    [InlineData("search|-red goal", "search -red goal")]
    [InlineData("search|save", "search save")]
    [InlineData("search|run|-n|3", "search run")]
    [InlineData("search|-n|3|remove", "search remove")]
    [InlineData("search|--data|x|save|--json", "search save")]
    [InlineData("--data|save|search|save", "search save")]
    [InlineData("search|save the whales", "search save the whales")]
    [InlineData("search|--|list", "search list")]
    [InlineData("search|\"list\"", "search \"list\"")]
    [InlineData("search|list", "list")]
    [InlineData("search|goal|celebr*", "search goal celebr*")]
    [InlineData("search|save|goals|goal celebr*", "save goals,goal celebr*")]
    [InlineData("search|save|goals|goal|celebr*", "save goals,goal celebr*")]
    [InlineData("search|save|save|run", "save save,run")]
    [InlineData("search|run|goals|-n|3", "run goals")]
    [InlineData("search|remove|goals", "remove goals")]
    public void Parse_TellsAWordFromASavedSearch(string args, string expected)
    {
        var parsed = CommandLine.Parse(args.Split('|'));

        Assert.Empty(parsed.Errors);
        var arguments = parsed.CommandResult.Command.Arguments.Select(argument => argument is Argument<string[]> many ? string.Join(' ', parsed.GetValue(many)!) : parsed.GetValue<string>(argument.Name));
        Assert.Equal(expected, $"{parsed.CommandResult.Command.Name} {string.Join(',', arguments)}".TrimEnd());
    }

    [Theory]
    [InlineData("search")]
    [InlineData("search|save|goals")]
    [InlineData("search|list|x")]
    public void Parse_RefusesWhatMeansNothing(string args) => Assert.NotEmpty(CommandLine.Parse(args.Split('|')).Errors);
}
