using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace VideoIndex.Benchmarks;

/// <summary>What a rate depends on. The folder's name says the machine without naming its owner.</summary>
internal sealed partial record MachineDescription(string Processor, int Cores, double MemoryGiB, string System, string Runtime, string Ffmpeg)
{
    public string FolderName => NotInNames().Replace($"{Processor} {Cores} cores".ToLowerInvariant(), "-").Trim('-');

    public static MachineDescription Read(string ffmpegVersion) => new(
        ReadProcessor(),
        Environment.ProcessorCount,
        GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (double)(1L << 30),
        $"{RuntimeInformation.OSDescription} ({RuntimeInformation.ProcessArchitecture})",
        RuntimeInformation.FrameworkDescription,
        ffmpegVersion);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Processor}, {Cores} cores, {MemoryGiB:0.#} GiB; {System}; {Runtime}; ffmpeg {Ffmpeg}");

    private static string ReadProcessor()
    {
        const string source = "/proc/cpuinfo";
        var line = File.Exists(source) ? File.ReadLines(source).FirstOrDefault(text => text.StartsWith("model name", StringComparison.Ordinal)) : null;
        return line?.Split(':', 2)[1].Trim() ?? RuntimeInformation.ProcessArchitecture.ToString();
    }

    [GeneratedRegex("[^a-z0-9]+")]
    private static partial Regex NotInNames();
}
