using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;
using VideoIndex.Core;

namespace VideoIndex.Vision;

/// <summary>Keeps what a process holds near to what its weights need.</summary>
/// <remarks>
/// Peak of the 256M model in fp32 (978 MiB of weights), one picture and 33 tokens: 1997 MiB with the text model in one session and ONNX
/// Runtime's and the C library's own ways, 1368 in parts, 1234 with the scratch memory shared, and less again with what is freed given back.
/// </remarks>
internal static class RuntimeMemory
{
    public const string SmallerModel = "take a smaller model, or `--precision int8`";

    private static readonly Lazy<bool> s_prepared = new(Prepare);

    /// <summary>One scratch memory for all sessions of the process, and none planned ahead for each shape that was ever seen.</summary>
    public static void Share(SessionOptions options)
    {
        _ = s_prepared.Value;
        options.AddSessionConfigEntry("session.use_env_allocators", "1");
        options.EnableMemoryPattern = false;
    }

    /// <summary>What tells a person, and whoever can work with less at a time, that memory ran out while a model computed.</summary>
    public static VideoIndexException RanOut(string found, Exception cause) =>
        new(ErrorCodes.OutOfMemory, found, $"show fewer frames or images, {SmallerModel}", cause);

    /// <summary>
    /// What loading left in the managed heap, which would keep it: a hundred megabytes of a tokenizer's text and of strips of weights. And what
    /// it left in the C library's: a dozen.
    /// </summary>
    public static void ReturnGarbage()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        IsDone(() => TrimHeap(0));
    }

    /// <summary>Asks for it; where it is refused, nothing is lost.</summary>
    public static void UseHugePages(nint address, long bytes)
    {
        const int hugePages = 14; // sys/mman.h of Linux: MADV_HUGEPAGE
        if (bytes > 0)
            IsDone(() => Advise(address, (nuint)bytes, hugePages));
    }

    private static bool Prepare()
    {
        const int growAsAsked = 1, unset = -1;
        using var memory = new OrtMemoryInfo(OrtMemoryInfo.allocatorCPU, OrtAllocatorType.ArenaAllocator, 0, OrtMemType.Default);
        using var arena = new OrtArenaCfg(0, growAsAsked, unset, unset);
        OrtEnv.Instance().CreateAndRegisterAllocator(memory, arena);
        return ReturnLargeBlocks();
    }

    /// <summary>
    /// The C library of most Linux systems keeps freed blocks of up to 32 MiB once it has seen some: after loading, hundreds of megabytes of
    /// weights that nobody needs any more. Told a fixed size, it gives larger ones back at once; smaller ones, which every prompt needs anew, it keeps.
    /// </summary>
    private static bool ReturnLargeBlocks()
    {
        const int mappedFrom = -3, kept = -1; // malloc.h: M_MMAP_THRESHOLD, M_TRIM_THRESHOLD
        return IsDone(() => SetHeapOption(mappedFrom, 1 << 20)) && IsDone(() => SetHeapOption(kept, 16 << 20));
    }

    /// <summary>False where the C library is another one.</summary>
    private static bool IsDone(Func<int> option)
    {
        try
        {
            return OperatingSystem.IsLinux() && option() != 0;
        }
        catch (EntryPointNotFoundException)
        {
            return false;
        }
    }

    [DllImport("libc", EntryPoint = "mallopt")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetHeapOption(int option, int value);

    [DllImport("libc", EntryPoint = "madvise")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Advise(nint address, nuint length, int advice);

    [DllImport("libc", EntryPoint = "malloc_trim")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int TrimHeap(nint left);
}
