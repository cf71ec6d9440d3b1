using System.CommandLine;
using VideoIndex.Catalog;
using VideoIndex.Cli.Output;

namespace VideoIndex.Cli.Commands;

/// <summary><c>videoindex status</c></summary>
internal static class StatusCommand
{
    private static readonly Option<bool> Json = GlobalOptions.Json();

    public static Command Create()
    {
        var command = new Command("status", "Libraries, files, windows done and left, and why files failed") { Json };
        command.SetAction(parsed => Run(parsed));
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        using var catalog = CatalogReader.Open(GlobalOptions.DataFolder(parsed));
        var status = StatusJson.From(catalog);
        if (parsed.GetValue(Json))
            JsonOutput.Write(status);
        else
            Print(status);
        return ExitCode.Found;
    }

    private static void Print(StatusJson status)
    {
        foreach (var library in status.Libraries)
        {
            Console.WriteLine($"{Terminal.Printable(library.Path)} ({library.State})");
            Console.WriteLine($"  {library.Media} files, {library.Captioned} of {library.Windows} windows captioned, {library.Windows - library.Captioned} left, {library.Failed} failed");
        }

        foreach (var wordless in status.WithoutCaption)
            Console.WriteLine($"  {wordless.Windows} of them without words: {Terminal.Printable(wordless.Reason)}");

        foreach (var failure in status.Failures)
        {
            Console.WriteLine();
            Console.WriteLine($"{Terminal.Printable(failure.Path)}");
            Console.WriteLine($"  {failure.Code}: {Terminal.Printable(failure.Message)}");
            if (failure.Hint is { } hint)
                Console.WriteLine($"  hint: {Terminal.Printable(hint)}");
        }
    }
}
