using System.Globalization;
using System.Runtime.InteropServices;
using VideoIndex.Core;

namespace VideoIndex.Worker;

/// <summary>What a speed depends on, as one line: the machine, the model's content, its numbers and device, and the windows.</summary>
public static class SpeedKey
{
    public static string Of(CaptionModel model)
    {
        var (settings, plan) = (model.Settings, model.Settings.Plan);
        return string.Create(CultureInfo.InvariantCulture,
            $"{Machine()} | {ModelName.HashOf(settings.Model)} {settings.Precision} on {model.DeviceWanted} | {plan.FramesPerWindow} frames ({plan.Frames.Name()}) of {plan.WindowLength.TotalSeconds:0.###} s, {settings.MaxNewTokens} tokens");
    }

    /// <summary><c>AMD EPYC 9655, 2 processors, X64</c>.</summary>
    public static string Machine() => $"{Processor()}, {Environment.ProcessorCount} processors, {RuntimeInformation.ProcessArchitecture}";

    private static string Processor()
    {
        const string Source = "/proc/cpuinfo";
        var line = File.Exists(Source) ? File.ReadLines(Source).FirstOrDefault(text => text.StartsWith("model name", StringComparison.Ordinal)) : null;
        return line?.Split(':', 2)[1].Trim() ?? Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER") ?? RuntimeInformation.OSDescription;
    }
}
