using VideoIndex.Catalog;
using VideoIndex.Media;

namespace VideoIndex.Worker;

/// <summary>Looks whether libraries are there that a run does not walk: a playlist names files of those that are, where content lies in several.</summary>
internal static class LibraryGlance
{
    /// <summary>A network folder whose server is gone may never answer.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public static async Task LookAsync(CatalogWriter catalog, IReadOnlyList<LibraryRow> walked, CancellationToken cancel)
    {
        var others = catalog.Libraries().Where(library => !library.IsImport && walked.All(one => one.Id != library.Id)).ToList();
        var states = await Task.WhenAll(others.Select(library => StateAsync(catalog, library, cancel))).ConfigureAwait(false);
        foreach (var (library, state) in others.Zip(states))
            if (state != library.State)
                catalog.SetLibraryState(library.Id, state);
    }

    private static async Task<LibraryState> StateAsync(CatalogWriter catalog, LibraryRow library, CancellationToken cancel)
    {
        string[] known = library.State == LibraryState.Online ? []
            : [.. catalog.Files(library.Id).Values.Where(file => !file.Missing).Select(file => Path.Combine(library.Root, file.Path))];
        try
        {
            return await Task.Run(() => State(library, known), cancel).WaitAsync(Patience, cancel).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            return LibraryState.Offline;
        }
    }

    /// <summary>What is left of a mount point without its drive is not the drive: an offline library is back when a file of it is.</summary>
    private static LibraryState State(LibraryRow library, IReadOnlyList<string> known) =>
        FolderWalker.HasEntries(library.Root) && (library.State == LibraryState.Online || known.Any(FileStamp.IsReachable)) ? LibraryState.Online : LibraryState.Offline;
}
