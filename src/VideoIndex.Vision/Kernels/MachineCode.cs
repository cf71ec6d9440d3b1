using System.Runtime.InteropServices;

namespace VideoIndex.Vision;

/// <summary>Instructions written at run time, in memory that may be executed and no longer be written. Lives as long as the process.</summary>
internal static unsafe class MachineCode
{
    // sys/mman.h of Linux
    private const int Read = 1, Write = 2, Execute = 4, PrivateAnonymous = 0x22;

    /// <summary>Where the instructions lie; 0 where the system lets no program make any.</summary>
    public static nint Load(ReadOnlySpan<byte> instructions)
    {
        var length = (nuint)instructions.Length;
        var memory = Map(0, length, Read | Write, PrivateAnonymous, -1, 0);
        if (memory == -1)
            return 0;
        instructions.CopyTo(new Span<byte>((void*)memory, instructions.Length));
        if (Protect(memory, length, Read | Execute) == 0)
            return memory;
        _ = Unmap(memory, length);
        return 0;
    }

    [DllImport("libc", EntryPoint = "mmap")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint Map(nint address, nuint length, int protection, int flags, int file, nint offset);

    [DllImport("libc", EntryPoint = "mprotect")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Protect(nint address, nuint length, int protection);

    [DllImport("libc", EntryPoint = "munmap")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Unmap(nint address, nuint length);
}
