using System.CommandLine;
using VideoIndex.Cli.Output;
using VideoIndex.Core;
using VideoIndex.TextIndex;
using VideoIndex.Worker;

namespace VideoIndex.Cli.Commands;

/// <summary><c>videoindex language [NAME]</c></summary>
internal static class LanguageCommand
{
    private static readonly Argument<string?> Name = new("NAME")
    {
        Description = $"the language whose inflections search sees through: {string.Join(", ", TextLanguageNames.All)}; without it the present one is printed",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public static Command Create()
    {
        var command = new Command("language", "Shows or sets the language of captions and subtitles; the text index is built anew for it") { Name };
        command.SetAction((parsed, cancel) => Task.Run(() => Run(GlobalOptions.DataFolder(parsed), parsed.GetValue(Name), cancel), cancel));
        return command;
    }

    private static int Run(string dataFolder, string? name, CancellationToken cancel)
    {
        if (name is null)
        {
            Console.WriteLine(LanguageSetting.Read(dataFolder).Name());
            return ExitCode.Found;
        }

        var language = TextLanguageNames.TryParse(name)
            ?? throw new VideoIndexException(ErrorCodes.BadOption, $"the language is `{name}`, expected one of {string.Join(", ", TextLanguageNames.All)}", "`en` is what there is without a setting");
        Directory.CreateDirectory(dataFolder);
        LanguageSetting.Write(dataFolder, language);
        Rebuild(dataFolder, language, cancel);
        return ExitCode.Found;
    }

    /// <summary>Where nothing is indexed yet there is nothing to build; while another process writes the index that one goes on with it.</summary>
    private static void Rebuild(string dataFolder, TextLanguage language, CancellationToken cancel)
    {
        var folder = new IndexerOptions { DataFolder = dataFolder }.TextIndexFolder;
        try
        {
            Terminal.Say($"building the text index for `{language.Name()}` ...");
            new TextPublisher(dataFolder, folder).CatchUp(cancel);
        }
        catch (VideoIndexException trouble) when (trouble.Code == ErrorCodes.NothingIndexed)
        {
            Terminal.Say("nothing is indexed yet: what will be is for this language");
            return;
        }

        using var index = TextIndexReader.TryOpen(folder);
        Terminal.Say(index?.Language == language ? "done; search sees through its inflections now" : "another process is writing the text index: the next search builds it anew");
    }
}
