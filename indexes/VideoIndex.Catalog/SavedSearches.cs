using System.Text.Encodings.Web;
using System.Text.Json;
using VideoIndex.Core;

namespace VideoIndex.Catalog;

/// <summary>Queries that people gave names to, in <c>searches.json</c> in the data folder. Safe to use from many threads and processes.</summary>
/// <remarks>
/// A file of its own and no table: the catalog has one writer, who holds it for as long as an index run takes, hours; saving a search must
/// not wait for that. Nor does it come back from anything: unlike the indexes it is the user's own, small, and readable with an editor.
/// It is replaced as a whole, so that a reader sees the old list or the new one.
/// </remarks>
public sealed class SavedSearches(string dataFolder)
{
    public const int LongestName = 100;

    /// <summary>A save takes milliseconds: who waits longer than all tries together waits for a process that hangs.</summary>
    private const int Tries = 50;

    private static readonly TimeSpan _betweenTries = TimeSpan.FromMilliseconds(40);

    private static readonly JsonSerializerOptions _options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly string _file = Path.Combine(dataFolder, "searches.json");

    /// <summary>All of them, by name.</summary>
    /// <exception cref="VideoIndexException">data_folder_unusable: the file cannot be read, or is not ours.</exception>
    public IReadOnlyList<SavedSearch> All()
    {
        try
        {
            var found = JsonSerializer.Deserialize<StoredSearches>(File.ReadAllBytes(_file), _options)?.Searches;
            if (found is not null && found.All(search => search is { Name: not null, Query: not null }))
                return [.. found.OrderBy(search => search.Name, StringComparer.OrdinalIgnoreCase)];
        }
        catch (Exception trouble) when (trouble is FileNotFoundException or DirectoryNotFoundException)
        {
            return [];
        }
        catch (JsonException trouble)
        {
            throw Damaged(trouble);
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            throw CatalogErrors.FolderUnusable(dataFolder, trouble);
        }

        throw Damaged(null);
    }

    /// <summary>The search of a name (case does not count); null when there is none.</summary>
    public SavedSearch? Find(string name) => All().FirstOrDefault(search => IsNamed(search, name));

    /// <summary>Puts a search in the list, in place of one of the same name.</summary>
    /// <returns>The search whose place it took, or null.</returns>
    /// <exception cref="VideoIndexException">bad_option: a name that cannot be one; data_folder_unusable</exception>
    public SavedSearch? Save(string name, string query)
    {
        if (string.IsNullOrWhiteSpace(name) || name.Length > LongestName || name.StartsWith('-') || name.Any(char.IsControl))
            throw new VideoIndexException(ErrorCodes.BadOption,
                $"the name of a search is `{name}`, expected 1 to {LongestName} characters on one line, the first no hyphen", "give a short name, `goals`");
        return Change(name, [new SavedSearch(name, query)]);
    }

    /// <returns>The search that was removed, or null when there was none of this name.</returns>
    public SavedSearch? Remove(string name) => Find(name) is null ? null : Change(name, []);

    private SavedSearch? Change(string name, IReadOnlyList<SavedSearch> instead)
    {
        DataFolder.Create(dataFolder);
        try
        {
            using var held = Lock();
            var all = All();
            var part = $"{_file}.{Environment.ProcessId}.part";
            File.WriteAllBytes(part, JsonSerializer.SerializeToUtf8Bytes(
                new StoredSearches([.. all.Where(search => !IsNamed(search, name)), .. instead]), _options));
            File.Move(part, _file, overwrite: true);
            return all.FirstOrDefault(search => IsNamed(search, name));
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            throw CatalogErrors.FolderUnusable(dataFolder, trouble);
        }
    }

    /// <summary>Held while the list is read, changed and replaced: of two that save at once neither is lost.</summary>
    private FileStream Lock()
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return new FileStream($"{_file}.lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (attempt < Tries)
            {
                Thread.Sleep(_betweenTries);
            }
        }
    }

    private static bool IsNamed(SavedSearch search, string name) => search.Name.Equals(name, StringComparison.OrdinalIgnoreCase);

    private VideoIndexException Damaged(Exception? cause) => new(ErrorCodes.DataFolderUnusable,
        $"cannot read the saved searches in `{_file}`: expected JSON as `search save` writes it",
        "mend the file with an editor, or delete it to begin anew", cause);

    private sealed record StoredSearches(IReadOnlyList<SavedSearch> Searches);
}
