using System.IO.Enumeration;
using VideoIndex.Core;

namespace VideoIndex.Media;

/// <summary>Finds the files of a library that may be media, by name and kind, as it goes. Opens none but doubtful `.ts` files. Safe to share.</summary>
/// <remarks>
/// Links are never followed, to files or folders: they make loops and lead out of the library. Only regular files are passed on.
/// Names that begin with a dot are left out, files and folders (unfinished downloads, `._` forks of macOS, `.Trash`, `.git`),
/// and so are recycle bins and index folders of known systems; the root itself may be any folder. Empty files are passed on.
/// What cannot be read is passed on once, with a failure, and the walk goes on beside it. Order is the file system's.
/// Memory: the names of the folders not yet entered.
/// </remarks>
public sealed class FolderWalker
{
    // Recycle bins and indexes of Windows, Synology and QNAP, and ext4's store of lost files.
    private readonly HashSet<string> systemFolders = new(StringComparer.OrdinalIgnoreCase)
    {
        "$RECYCLE.BIN", "System Volume Information", "#recycle", "@Recycle", "@eaDir", "lost+found",
    };

    private static readonly EnumerationOptions OneFolder = new()
    {
        AttributesToSkip = 0,
        IgnoreInaccessible = false,
        RecurseSubdirectories = false,
        ReturnSpecialDirectories = false,
    };

    /// <exception cref="VideoIndexException">unreadable_folder: the root is missing, no folder, or may not be read.</exception>
    public IEnumerable<WalkedFile> Walk(string root, CancellationToken cancel)
    {
        root = Path.GetFullPath(root);
        using (TryOpen(root, out var refusal))
        {
            if (refusal is not null)
                throw new VideoIndexException(refusal.Code, refusal.Message, refusal.Hint);
        }

        return WalkFolders(root, cancel);
    }

    /// <summary>False when a folder is gone, unreadable or empty, as a mount point is without its drive.</summary>
    public static bool HasEntries(string folder)
    {
        try
        {
            return Directory.EnumerateFileSystemEntries(folder).Any();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private IEnumerable<WalkedFile> WalkFolders(string root, CancellationToken cancel)
    {
        var folders = new Stack<string>();
        folders.Push("");
        while (folders.TryPop(out var folder))
        {
            foreach (var found in WalkFolder(root, folder, folders, cancel))
                yield return found;
        }
    }

    private IEnumerable<WalkedFile> WalkFolder(string root, string folder, Stack<string> folders, CancellationToken cancel)
    {
        using var entries = TryOpen(Path.Join(root, folder), out var refusal);
        while (refusal is null && TryNext(entries!, root, folder, out refusal) is { } entry)
        {
            cancel.ThrowIfCancellationRequested();
            var path = Path.Join(folder, entry.Name);
            var file = UnixFile.Read(Path.Join(root, path));
            if (file.Kind == FileKind.Missing && entry.Name.Contains('\uFFFD'))
                yield return Unreadable(path);
            else if (file.Kind == FileKind.Unreachable)
            {
                // Every other entry would tell the same.
                yield return new WalkedFile(folder, 0, 0, Unreachable(Path.Join(root, folder)));
                yield break;
            }
            else if (file.Kind == FileKind.Folder)
                folders.Push(path);
            else if (file.Kind == FileKind.Regular && !entry.IsFolder && !IsSourceCode(Path.Join(root, path)))
                yield return new WalkedFile(path, file.Size, file.ModifiedNs, null);
        }

        if (refusal is not null)
            yield return new WalkedFile(folder, 0, 0, refusal);
    }

    private FileSystemEnumerator<Entry>? TryOpen(string folder, out Failure? refusal)
    {
        try
        {
            refusal = null;
            return new EntryEnumerator(folder, systemFolders);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            refusal = Unreadable(folder, e);
            return null;
        }
    }

    private static Entry? TryNext(FileSystemEnumerator<Entry> entries, string root, string folder, out Failure? refusal)
    {
        try
        {
            refusal = null;
            return entries.MoveNext() ? entries.Current : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            refusal = Unreadable(Path.Join(root, folder), e);
            return null;
        }
    }

    private static Failure Unreadable(string folder, Exception e)
    {
        var why = e switch
        {
            DirectoryNotFoundException or FileNotFoundException => "there is no such folder",
            UnauthorizedAccessException => "permission denied",
            PathTooLongException => "its path is too long for the system",
            _ => CleanText.Line(e.Message, 300),
        };
        return UnreadableFolder(folder, why);
    }

    private static Failure Unreachable(string folder) =>
        UnreadableFolder(folder, "its files may not be opened, or their paths are too long for the system");

    private static Failure UnreadableFolder(string folder, string why) => new(ErrorCodes.UnreadableFolder,
        $"cannot read the folder `{CleanText.Line(folder, 300, '?')}`: {why}",
        "check that it is mounted and that the user that runs VideoIndex may list and enter it");

    private static WalkedFile Unreadable(string path) => new(path, 0, 0, new Failure(ErrorCodes.UnreadableName,
        $"cannot open `{CleanText.Line(path, 300, '?')}`: its name is not valid UTF-8",
        "rename it, for instance with `convmv` (`\uFFFD` stands for the bytes that cannot be read)"));

    // A TypeScript project in a library is no list of broken videos. A transport stream begins with binary packets.
    private static bool IsSourceCode(string path)
    {
        if (!AllowedMedia.MayBeSourceCode(path))
            return false;
        try
        {
            using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            Span<byte> start = stackalloc byte[512];
            start = start[..RandomAccess.Read(file, start, 0)];
            return start.Length > 0 && !start.ContainsAnyInRange((byte)0, (byte)8) && !start.ContainsAnyInRange((byte)14, (byte)31);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false; // passed on: the prober says why it cannot be read
        }
    }

    private sealed record Entry(string Name, bool IsFolder);

    private sealed class EntryEnumerator(string folder, HashSet<string> systemFolders) : FileSystemEnumerator<Entry>(folder, OneFolder)
    {
        protected override bool ShouldIncludeEntry(ref FileSystemEntry entry)
        {
            if (entry.FileName.StartsWith('.'))
                return false;
            if (AllowedMedia.IsMediaName(entry.FileName))
                return true;
            return entry.IsDirectory && !systemFolders.Contains(entry.FileName.ToString());
        }

        protected override Entry TransformEntry(ref FileSystemEntry entry) => new(entry.FileName.ToString(), entry.IsDirectory);
    }
}
