using VideoIndex.Catalog;
using VideoIndex.Core;
using VideoIndex.Media;

namespace VideoIndex.Worker;

/// <summary>Writes down what a library's folder holds: new, changed, moved and missing files. Reads the folder, never writes it.</summary>
internal sealed class LibraryScanner(CatalogWriter catalog, ProgressMeter meter)
{
    /// <summary>Files between two looks at what can be started already, so that a large folder gives results while it is walked.</summary>
    private const int FilesPerFeed = 256;

    private readonly FolderWalker _walker = new();

    public async Task<ScanOutcome> ScanAsync(LibraryRow library, Action onSomeFound, CancellationToken cancel)
    {
        var known = catalog.Files(library.Id);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var closed = new List<string>();
        try
        {
            foreach (var file in _walker.Walk(library.Root, cancel))
            {
                if (seen.Count == 0)
                    catalog.SetLibraryState(library.Id, LibraryState.Online);
                if (file.Failure is not null && file.RelativePath.Length == 0)
                    return Offline(library); // the root itself, in the middle of listing it: what was not listed is not gone
                seen.Add(file.RelativePath);
                if (file.Failure?.Code == ErrorCodes.UnreadableFolder)
                    closed.Add(file.RelativePath + Path.DirectorySeparatorChar);
                await NoteAsync(library, file, known.GetValueOrDefault(file.RelativePath), cancel).ConfigureAwait(false);
                if (seen.Count % FilesPerFeed == 0)
                    onSomeFound();
            }
        }
        catch (VideoIndexException trouble) when (trouble.Code == ErrorCodes.UnreadableFolder)
        {
            return Offline(library);
        }

        if ((seen.Count == 0 || !FolderWalker.HasEntries(library.Root)) && known.Values.Any(file => !file.Missing))
            return Offline(library);
        catalog.SetLibraryState(library.Id, LibraryState.Online);
        catalog.MarkMissing([.. known.Values.Where(file => IsGone(file, seen, closed)).Select(file => file.Id)]);
        return ScanOutcome.Complete;
    }

    private static bool IsGone(FileRow file, HashSet<string> seen, List<string> closed) =>
        !file.Missing && !seen.Contains(file.Path) && !closed.Exists(folder => file.Path.StartsWith(folder, StringComparison.Ordinal));

    private async Task NoteAsync(LibraryRow library, WalkedFile file, FileRow? known, CancellationToken cancel)
    {
        meter.FileFound();
        if ((file.Failure ?? EmptyFile(file)) is { } failure)
        {
            catalog.PutFileFailure(library.Id, file.RelativePath, file.Size, file.ModifiedNs, failure);
            meter.FileFailed();
            return;
        }

        if (known is { Missing: false, MediaId: not null } && known.Size == file.Size && known.ModifiedNs == file.ModifiedNs)
            return;
        await PutAsync(library, file, cancel).ConfigureAwait(false);
    }

    /// <summary>Refused by name: all empty files have the same content, so as media they would be one.</summary>
    private static Failure? EmptyFile(WalkedFile file) => file.Size > 0 ? null
        : new Failure(ErrorCodes.EmptyFile, $"cannot read `{Path.GetFileName(file.RelativePath)}`: it is empty", "copy it again, or delete it");

    private async Task PutAsync(LibraryRow library, WalkedFile file, CancellationToken cancel)
    {
        try
        {
            var content = await ContentFingerprint.ComputeAsync(Path.Combine(library.Root, file.RelativePath), cancel).ConfigureAwait(false);
            MarkMoved(catalog.PutFile(library.Id, file.RelativePath, file.Size, file.ModifiedNs, content));
        }
        catch (VideoIndexException trouble) when (trouble.Code == ErrorCodes.UnreadableFile)
        {
            catalog.PutFileFailure(library.Id, file.RelativePath, file.Size, file.ModifiedNs, trouble.ToFailure());
            meter.FileFailed();
        }
    }

    /// <summary>A file of this content in another library may be this one before it was moved here, and its own library is perhaps not walked for long.</summary>
    private void MarkMoved(FileRow put)
    {
        foreach (var twin in catalog.FilesOf(put.MediaId!.Value).Where(twin => !twin.Missing && twin.LibraryId != put.LibraryId))
        {
            var there = catalog.Libraries().Single(library => library.Id == twin.LibraryId);
            if (there is { State: LibraryState.Online, IsImport: false } && FolderWalker.HasEntries(there.Root) && !FileStamp.IsReachable(Path.Combine(there.Root, twin.Path)))
                catalog.MarkMissing([twin.Id]);
        }
    }

    private ScanOutcome Offline(LibraryRow library)
    {
        catalog.SetLibraryState(library.Id, LibraryState.Offline);
        meter.Offline(library.Root);
        return ScanOutcome.Offline;
    }
}
