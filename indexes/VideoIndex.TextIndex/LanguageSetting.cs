using VideoIndex.Core;

namespace VideoIndex.TextIndex;

/// <summary>The language that a data folder's text index is made for, in <c>language.txt</c> in that folder; English where nobody chose one.</summary>
/// <remarks>A file of its own, so that every process that writes the index finds it: an index of another language is built anew by the next one.</remarks>
public static class LanguageSetting
{
    /// <exception cref="VideoIndexException">data_folder_unusable: the file cannot be read, or names no language.</exception>
    public static TextLanguage Read(string dataFolder)
    {
        var file = PathIn(dataFolder);
        try
        {
            return TextLanguageNames.TryParse(File.ReadAllText(file).Trim()) ?? throw Unusable(file, "it names no language", null);
        }
        catch (Exception trouble) when (trouble is FileNotFoundException or DirectoryNotFoundException)
        {
            return TextLanguage.English;
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            throw Unusable(file, trouble.Message, trouble);
        }
    }

    /// <exception cref="VideoIndexException">data_folder_unusable</exception>
    public static void Write(string dataFolder, TextLanguage language)
    {
        var file = PathIn(dataFolder);
        try
        {
            var part = $"{file}.{Environment.ProcessId}.part";
            File.WriteAllText(part, language.Name() + "\n");
            File.Move(part, file, overwrite: true);
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            throw Unusable(file, trouble.Message, trouble);
        }
    }

    private static string PathIn(string dataFolder) => Path.Combine(dataFolder, "language.txt");

    private static VideoIndexException Unusable(string file, string what, Exception? cause) => new(ErrorCodes.DataFolderUnusable,
        $"cannot use `{file}`: {what}, expected one of {string.Join(", ", TextLanguageNames.All)}", "delete it for English, or write it with `videoindex language NAME`", cause);
}
