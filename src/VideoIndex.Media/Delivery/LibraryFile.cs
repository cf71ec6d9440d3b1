using System.Runtime.InteropServices;
using System.Text;

namespace VideoIndex.Media;

/// <summary>Opens files of a library for somebody else, and nothing but files of it.</summary>
public sealed class LibraryFile
{
    private LibraryFile()
    {
    }

    /// <summary>
    /// The file, or null when it is gone, is no regular file, or is reached over a link: the walk follows none, so one that lies there now was put
    /// there later, and may lead anywhere.
    /// </summary>
    /// <remarks>On Linux the kernel is asked once more what was opened, so that no exchange between the looks and the opening helps.</remarks>
    public static FileStream? TryOpen(string root, string relativePath)
    {
        if (TryFind(root, relativePath) is not { } whole)
            return null;
        try
        {
            var file = new FileStream(whole, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 0, useAsync: true);
            if (!OperatingSystem.IsLinux() || new FileInfo($"/proc/self/fd/{file.SafeFileHandle.DangerousGetHandle()}").LinkTarget == whole)
                return file;
            file.Dispose();
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>The file's real path, or null as <see cref="TryOpen"/>: for a tool that opens it by itself.</summary>
    public static string? TryFind(string root, string relativePath)
    {
        if (RealPath(root) is not { } realRoot)
            return null;
        var whole = Path.Join(realRoot, relativePath);
        return RealPath(whole) == whole && UnixFile.Read(whole).Kind == FileKind.Regular ? whole : null;
    }

    private static string? RealPath(string path)
    {
        if (path.Contains('\0'))
            return null;
        if (OperatingSystem.IsWindows())
            return Path.GetFullPath(path);
        var answer = ResolvePath(Encoding.UTF8.GetBytes(path + '\0'), 0);
        if (answer == 0)
            return null;
        var real = Marshal.PtrToStringUTF8(answer);
        NativeMemoryFree(answer);
        return real;
    }

    [DllImport("libc", EntryPoint = "realpath", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint ResolvePath(byte[] path, nint answer);

    [DllImport("libc", EntryPoint = "free")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern void NativeMemoryFree(nint memory);
}
