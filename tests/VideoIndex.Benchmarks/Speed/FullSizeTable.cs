using System.Diagnostics;
using VideoIndex.Tests.Support;

namespace VideoIndex.Benchmarks.Speed;

/// <summary>Writes what a published model's size costs in each precision, each measured in a process of its own.</summary>
internal static class FullSizeTable
{
    /// <summary>Prints the table. Returns an exit code: 2 when a run ended before its row.</summary>
    public static async Task<int> PrintAsync(PublishedSizes sizes, string folder, CancellationToken cancel)
    {
        Console.WriteLine($"{sizes.Published}, random weights in {sizes.DataType}\n\n{FullSizeRun.Heading}");
        var isWhole = true;
        foreach (var precision in (string[])["fp32", "int8", "int4"])
            isWhole &= await RunAsync(folder, precision, cancel);
        return isWhole ? 0 : 2;
    }

    /// <summary>Writes the checkpoint; says why not where the reference's tokenizer is not at hand.</summary>
    public static bool TryWrite(PublishedSizes sizes, string folder)
    {
        try
        {
            FullSizeCheckpoint.Write(sizes, folder, BenchmarkFolder.Shared("reference", "smolvlm"));
            return true;
        }
        catch (DirectoryNotFoundException e)
        {
            Console.Error.WriteLine($"error: cannot write a {sizes.Name} checkpoint: {e.Message}, which holds its tokenizer.json");
            return false;
        }
    }

    private static async Task<bool> RunAsync(string folder, string precision, CancellationToken cancel)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!);
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
            start.ArgumentList.Add(typeof(FullSizeTable).Assembly.Location);
        foreach (var word in (string[])["fullsize-row", folder, precision])
            start.ArgumentList.Add(word);
        using var run = Process.Start(start)!;
        await run.WaitForExitAsync(cancel);
        return run.ExitCode == 0;
    }
}
