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
        try
        {
            return await Task.Run(() => IsThere(catalog, library), cancel).WaitAsync(Patience, cancel).ConfigureAwait(false) ? LibraryState.Online : LibraryState.Offline;
        }
        catch (TimeoutException)
        {
            return LibraryState.Offline;
        }
    }

    /// <summary>What is left of a mount point without its drive is not the drive: an offline library is back when a file of it is. A folder that never had any is there when it exists.</summary>
    private static bool IsThere(CatalogWriter catalog, LibraryRow library)
    {
        var hasEntries = FolderWalker.HasEntries(library.Root);
        if (hasEntries && library.State == LibraryState.Online)
            return true;
        var known = catalog.Files(library.Id).Values.Where(file => !file.Missing).ToList();
        return known.Count == 0 ? Directory.Exists(library.Root) : hasEntries && known.Exists(file => FileStamp.IsReachable(Path.Combine(library.Root, file.Path)));
    }
}
