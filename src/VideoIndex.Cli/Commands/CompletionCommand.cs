using System.CommandLine;

namespace VideoIndex.Cli.Commands;

/// <summary><c>videoindex completion bash|zsh|fish</c>: a script that asks this program what may come next.</summary>
internal static class CompletionCommand
{
    private static readonly Dictionary<string, string> Scripts = new()
    {
        ["bash"] = """
            _videoindex() {
              local IFS=$'\n'
              COMPREPLY=($(compgen -o default -W "$("${COMP_WORDS[0]}" "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null)" -- "${COMP_WORDS[COMP_CWORD]}"))
            }
            complete -o default -F _videoindex videoindex
            """,
        ["zsh"] = """
            #compdef videoindex
            _videoindex() {
              local -a found
              found=("${(@f)$("${words[1]}" "[suggest:$CURSOR]" "$BUFFER" 2>/dev/null)}")
              compadd -a found || _files
            }
            compdef _videoindex videoindex
            """,
        ["fish"] = """
            complete -c videoindex -a '(set -l line (commandline -cp); videoindex "[suggest:"(string length -- "$line")"]" "$line" 2>/dev/null)'
            """,
    };

    public static Command Create()
    {
        var shell = new Argument<string>("SHELL") { Description = "bash, zsh or fish" };
        shell.AcceptOnlyFromAmong([.. Scripts.Keys]);
        var command = new Command("completion", "Prints a completion script: source <(videoindex completion bash)") { shell };
        command.SetAction(parsed => Console.Write(Scripts[parsed.GetValue(shell)!] + "\n"));
        return command;
    }
}
