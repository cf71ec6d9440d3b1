using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace VideoIndex.Media;

/// <summary>What kind of thing a name stands for, told without opening it or following a link.</summary>
internal enum FileKind
{
    Missing,
    /// <summary>It may be there, but a folder on the way may not be entered, or the path is too long.</summary>
    Unreachable,
    Regular,
    Folder,
    Other,
}

/// <summary>
/// Size, time and kind of a file from one `statx` call. .NET does not tell a FIFO from a file, and opening a FIFO waits for ever.
/// </summary>
/// <remarks>Linux: the layout of statx's answer is the kernel's and the same on every architecture. Elsewhere .NET's own answers are used.</remarks>
internal readonly record struct UnixFile(FileKind Kind, long Size, long ModifiedNs)
{
    private const int CurrentFolder = -100;
    private const int DoNotFollow = 0x100;
    private const int NoSuchEntry = 2;
    private const uint TypeSizeAndTime = 0x1 | 0x40 | 0x200;

    public static UnixFile Read(string path) => OperatingSystem.IsLinux() ? ReadLinux(path) : ReadPortable(path);

    private static UnixFile ReadLinux(string path)
    {
        var answer = new byte[256];
        if (Statx(CurrentFolder, Encoding.UTF8.GetBytes(path + '\0'), DoNotFollow, TypeSizeAndTime, answer) != 0)
            return new UnixFile(Marshal.GetLastPInvokeError() == NoSuchEntry ? FileKind.Missing : FileKind.Unreachable, 0, 0);
        var kind = (BinaryPrimitives.ReadUInt16LittleEndian(answer.AsSpan(28)) & 0xF000) switch
        {
            0x8000 => FileKind.Regular,
            0x4000 => FileKind.Folder,
            _ => FileKind.Other,
        };
        var size = BinaryPrimitives.ReadInt64LittleEndian(answer.AsSpan(40));
        var seconds = BinaryPrimitives.ReadInt64LittleEndian(answer.AsSpan(112));
        var nanoseconds = BinaryPrimitives.ReadUInt32LittleEndian(answer.AsSpan(120));
        return new UnixFile(kind, size, unchecked(seconds * 1_000_000_000 + nanoseconds));
    }

    private static UnixFile ReadPortable(string path)
    {
        var file = new FileInfo(path);
        if (file.Attributes == (FileAttributes)(-1))
            return default;
        var kind = file.Attributes.HasFlag(FileAttributes.ReparsePoint) ? FileKind.Other
            : file.Attributes.HasFlag(FileAttributes.Directory) ? FileKind.Folder
            : FileKind.Regular;
        var modified = (file.LastWriteTimeUtc - DateTime.UnixEpoch).Ticks * 100;
        return new UnixFile(kind, kind == FileKind.Regular ? file.Length : 0, modified);
    }

    [DllImport("libc", EntryPoint = "statx", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Statx(int folder, byte[] path, int flags, uint mask, byte[] answer);
}
