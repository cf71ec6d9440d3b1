using System.Diagnostics;
using System.Globalization;

namespace VideoIndex.Benchmarks.Speed;

/// <summary>Processor time so far: of this process, and of the ended ones that it started (ffmpeg and ffprobe).</summary>
internal readonly record struct ProcessorTime(TimeSpan Own, TimeSpan Started)
{
    /// <summary>Linux counts in hundredths of a second, whatever the kernel's own clock.</summary>
    private const double TicksPerSecond = 100;

    /// <exception cref="PlatformNotSupportedException">Not on Linux.</exception>
    public static ProcessorTime Read()
    {
        if (!OperatingSystem.IsLinux())
            throw new PlatformNotSupportedException("the processor time of other programs is read as Linux tells it");
        using var self = Process.GetCurrentProcess();
        // The name stands in brackets and may hold blanks; the state follows as field 3, the children's times are fields 16 and 17.
        var fields = File.ReadAllText("/proc/self/stat").Split(") ")[^1].Split(' ');
        var ticks = long.Parse(fields[13], CultureInfo.InvariantCulture) + long.Parse(fields[14], CultureInfo.InvariantCulture);
        return new ProcessorTime(self.TotalProcessorTime, TimeSpan.FromSeconds(ticks / TicksPerSecond));
    }

    public static ProcessorTime operator -(ProcessorTime after, ProcessorTime before) => new(after.Own - before.Own, after.Started - before.Started);
}
