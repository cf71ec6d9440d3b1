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
            var id = FileTable.MediaAt(session, libraries, media);
            if (id is null)
                withoutFile++;
            CueTable.Replace(session, id ?? WithoutFile(session, media), CueOrigins.Imported, cues);
        }

        return withoutFile;
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
