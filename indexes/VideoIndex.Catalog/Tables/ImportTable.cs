using VideoIndex.Core;

namespace VideoIndex.Catalog;

/// <summary>Media that are known from an import alone: files of a library that is no folder, and is offline for ever.</summary>
internal static class ImportTable
{
    public static int Store(CatalogSession session, IReadOnlyCollection<(string Media, IReadOnlyList<Cue> Cues)> imported)
    {
        var libraries = LibraryTable.All(session);
        var withoutFile = 0;
        foreach (var (media, cues) in imported)
        {
            var id = OfFile(session, libraries, media);
            if (id is null)
                withoutFile++;
            CueTable.Replace(session, id ?? WithoutFile(session, media), CueOrigins.Imported, cues);
        }

        return withoutFile;
    }

    private static long? OfFile(CatalogSession session, IEnumerable<LibraryRow> libraries, string path)
    {
        foreach (var library in libraries.Where(library => !library.IsImport))
        {
            var relative = Path.IsPathRooted(path) ? Path.GetRelativePath(library.Root, path) : "..";
            if (relative.StartsWith("..", StringComparison.Ordinal))
                continue;
            if (session.Number("SELECT media_id FROM file WHERE library_id = @library AND path = @path AND missing = 0",
                ("@library", library.Id), ("@path", relative)) is { } media)
                return media;
        }

        return null;
    }

    private static long WithoutFile(CatalogSession session, string name)
    {
        var library = LibraryTable.Add(session, LibraryRow.ImportRoot);
        LibraryTable.SetState(session, library.Id, LibraryState.Offline);
        var media = MediaTable.FindOrAdd(session, $"{LibraryRow.ImportRoot}{name}");
        FileTable.Put(session, library.Id, name, 0, 0, media);
        return media;
    }
}
