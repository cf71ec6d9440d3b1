using System.Globalization;

namespace VideoIndex.Benchmarks.Find;

/// <summary>What this process holds in main memory, in bytes: all of it, and without the pages of files.</summary>
internal readonly record struct ProcessMemory(long Own, long All)
{
    /// <summary>As Linux tells; unused memory of the runtime is given back first.</summary>
    public static ProcessMemory Read()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        var lines = File.ReadLines("/proc/self/status").ToList();
        return new ProcessMemory(Of("RssAnon:"), Of("VmRSS:"));

        long Of(string name) => 1024 * long.Parse(
            lines.Single(line => line.StartsWith(name, StringComparison.Ordinal)).AsSpan(name.Length).Trim().TrimEnd("kB ").Trim(), CultureInfo.InvariantCulture);
    }
}
