using System.CommandLine;
using VideoIndex.Cli.Doctor;
using VideoIndex.Cli.Output;

namespace VideoIndex.Cli.Commands;

/// <summary><c>videoindex doctor</c></summary>
internal static class DoctorCommand
{
    private static readonly Option<string?> Model = GlobalOptions.Model();

    public static Command Create()
    {
        var command = new Command("doctor", "What this machine has, what is missing, and what to do; exit code 2 when something needed is missing") { Model };
        command.SetAction(parsed => Run(parsed));
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        var failed = false;
        foreach (var finding in Checks.All(GlobalOptions.DataFolder(parsed), parsed.GetValue(Model)))
        {
            failed |= finding.State == FindingState.Missing;
            Console.WriteLine($"{Word(finding.State),-8}{finding.What,-13}{Terminal.Printable(finding.Found)}");
            if (finding.Hint is { } hint)
                Console.WriteLine($"{"",-21}hint: {Terminal.Printable(hint)}");
        }

        return failed ? ExitCode.Error : ExitCode.Found;
    }

    private static string Word(FindingState state) => state switch
    {
        FindingState.Good => "ok",
        FindingState.Note => "note",
        _ => "MISSING",
    };
}
