using System.CommandLine;
using VideoIndex.Api;
using VideoIndex.Cli.Output;
using VideoIndex.Core;

namespace VideoIndex.Cli.Commands;

/// <summary><c>videoindex token create|list|revoke</c></summary>
internal static class TokenCommand
{
    private static readonly Option<string> Name = new("--name") { Description = "what it is for, as you will find it in the list", HelpName = "NAME", Required = true };

    private static readonly Option<string> ScopeOf = new("--scope")
    {
        Description = "search: find and play; admin: also add folders and index",
        HelpName = "SCOPE",
        DefaultValueFactory = _ => "search",
    };

    private static readonly Argument<string> Named = new("NAME") { Description = "as `videoindex token list` shows it" };

    public static Command Create()
    {
        ScopeOf.AcceptOnlyFromAmong("search", "admin");
        var create = new Command("create", "Makes a token and prints it once; only a hash of it is kept") { Name, ScopeOf };
        create.SetAction(parsed => Make(parsed));
        var list = new Command("list", "Names and scopes of the tokens there are");
        list.SetAction(parsed => List(parsed));
        var revoke = new Command("revoke", "Makes a token useless, in a running server too") { Named };
        revoke.SetAction(parsed => Revoke(parsed));
        return new Command("token", "Keys to `videoindex serve` for other devices") { create, list, revoke };
    }

    private static int Make(ParseResult parsed)
    {
        var scope = parsed.GetValue(ScopeOf) == "admin" ? Scope.Admin : Scope.Search;
        Console.WriteLine(Tokens(parsed).Create(parsed.GetValue(Name)!, scope));
        Terminal.Say("keep it: it cannot be shown again. Sign in with it on the page, or send it as `Authorization: Bearer TOKEN`");
        return ExitCode.Found;
    }

    private static int List(ParseResult parsed)
    {
        var tokens = Tokens(parsed).List();
        foreach (var token in tokens)
            Console.WriteLine($"{Terminal.Printable(token.Name)}  {token.Scope.ToString().ToLowerInvariant()}  since {token.Created:yyyy-MM-dd}");
        return tokens.Count > 0 ? ExitCode.Found : ExitCode.NothingFound;
    }

    private static int Revoke(ParseResult parsed)
    {
        var name = parsed.GetValue(Named)!;
        if (!Tokens(parsed).Revoke(name))
            throw new VideoIndexException(ErrorCodes.BadOption, $"there is no token with the name `{name}`", "`videoindex token list` shows them");
        return ExitCode.Found;
    }

    private static TokenFile Tokens(ParseResult parsed) => new(GlobalOptions.DataFolder(parsed), TimeProvider.System);
}
