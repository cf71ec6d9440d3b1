using System.Globalization;

namespace VideoIndex.Benchmarks;

/// <summary>How busy the machine was with other things: rates of a busy machine say little about an idle one.</summary>
internal static class MachineLoad
{
    /// <summary>Processes that ran or waited for a processor, a mean of the last minute; null where the system does not tell.</summary>
    public static double? Read()
    {
        const string source = "/proc/loadavg";
        return File.Exists(source) ? double.Parse(File.ReadAllText(source).Split(' ')[0], CultureInfo.InvariantCulture) : null;
    }

    public static string Describe(double? before, double? after) => (before, after) is ({ } first, { } last)
        ? string.Create(CultureInfo.InvariantCulture, $"Load {first:0.0} before the first round and {last:0.0} after the last (1 is one busy core; the measurement itself included in the second).")
        : "The load of the machine is not known.";
}
