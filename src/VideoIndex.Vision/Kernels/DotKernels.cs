using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace VideoIndex.Vision;

/// <summary>Inner loops of matrix products, made once a process where the processor and the system allow it.</summary>
internal sealed unsafe class DotKernels
{
    private static readonly Lazy<(DotKernels? Made, string? Why)> s_bytes = new(() => TryMake(DotInstruction.Bytes)), s_brainFloats = new(() => TryMake(DotInstruction.BrainFloats));

    private readonly nint[] _functions;

    private DotKernels(nint[] functions) => _functions = functions;

    /// <summary>Unsigned bytes by signed ones; null where there are none.</summary>
    public static DotKernels? Bytes => s_bytes.Value.Made;

    /// <summary>Brain floats by brain floats; null where there are none.</summary>
    public static DotKernels? BrainFloats => s_brainFloats.Value.Made;

    /// <summary>Why <see cref="Bytes"/> are not there; null where they are.</summary>
    public static string? WhyNoBytes => s_bytes.Value.Why;

    /// <param name="rows">The first of <paramref name="count"/> rows, <paramref name="stride"/> bytes from one to the next.</param>
    /// <param name="panel">[steps, 32, 4 bytes]</param>
    /// <param name="sums">[count, 32] of 4 bytes each: what the rows' first 4 x <paramref name="steps"/> bytes give with the panel's columns.</param>
    /// <remarks>Takes microseconds, so the collector may as well wait for it.</remarks>
    public void Multiply(void* rows, nint stride, int count, void* panel, int steps, void* sums) =>
        ((delegate* unmanaged[SuppressGCTransition]<void*, nint, void*, nint, void*, void>)_functions[count - 1])(rows, stride, panel, steps, sums);

    private static (DotKernels? Made, string? Why) TryMake(DotInstruction instruction)
    {
        if (WhyNot(instruction) is { } why)
            return (null, why);
        var functions = new nint[DotKernelWriter.MostRows];
        for (var i = 0; i < functions.Length; i++)
            functions[i] = MachineCode.Load(DotKernelWriter.Write(i + 1, instruction));
        return functions.Contains(0) ? (null, "the system lets no program make instructions of its own") : (new DotKernels(functions), null);
    }

    /// <summary>Only Linux on x64: what is written follows its calling convention, and it was run nowhere else.</summary>
    private static string? WhyNot(DotInstruction instruction)
    {
        // Intel's manual, CPUID: leaf 7 ECX bit 11 is AVX512_VNNI, leaf 7 subleaf 1 EAX bit 5 is AVX512_BF16. The system's share in AVX-512 is .NET's to ask.
        const int vnni = 1 << 11, brainFloats = 1 << 5;
        if (!OperatingSystem.IsLinux())
            return "they were made for Linux";
        if (RuntimeInformation.ProcessArchitecture != Architecture.X64 || !Avx512BW.IsSupported)
            return "this processor has no AVX-512";
        var isThere = instruction == DotInstruction.Bytes ? (X86Base.CpuId(7, 0).Ecx & vnni) != 0 : (X86Base.CpuId(7, 1).Eax & brainFloats) != 0;
        return isThere ? null : $"this processor's AVX-512 has no {(instruction == DotInstruction.Bytes ? "VNNI" : "BF16")}";
    }
}
