namespace VideoIndex.EndToEnd.Tests.Vision;

/// <summary>What a process holds for a published model's real size, with random weights.</summary>
[Collection(MeasuredAlone.Name)]
public sealed class PeakMemoryTests(ITestOutputHelper output)
{
    /// <param name="most">Of the weights as floats. Measured: 1.17 and 0.50; three pictures in one run took 0.18 more.</param>
    [Theory]
    [InlineData("fp32", 1.25)]
    [InlineData("int8", 0.55)]
    public async Task Ask_OfA256MShape_HoldsLittleBesidesItsWeights(string precision, double most)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "left out: peak memory is read from /proc");
        using var folder = TestFolders.NewTemporary();
        var sizes = PublishedSizes.Of256M with { DataType = "BF16" };
        FullSizeCheckpoint.Write(sizes, folder.Path, TestFolders.Shared("reference", "smolvlm"));
        var weights = sizes.Weights;

        await using var ask = new ProgramRunner().Start("ask", Path.Combine(TestFolders.SampleMedia, "football-match.mp4"), "What happens?",
            "--frames", "3", "--max-new-tokens", "4", "--model", folder.Path, "--precision", precision, "--json");
        long peak = 0;
        while (!ask.HasExited)
        {
            peak = Math.Max(peak, PeakBytes(ask.Id));
            await Task.Delay(TimeSpan.FromMilliseconds(10), TestContext.Current.CancellationToken);
        }

        var result = await ask.WaitAsync();
        Assert.True(result.ExitCode is 0 or 1 && result.Output.Contains($"\"precision\":\"{precision}\"", StringComparison.Ordinal), result.ToString());
        output.WriteLine($"peak {peak >> 20} MiB, {(double)peak / (weights * sizeof(float)):0.00} of the weights as floats; {result.Output.Split("\"model\"")[1]}");
        Assert.InRange(peak, weights, (long)(most * weights * sizeof(float)));
    }

    private static long PeakBytes(int process)
    {
        try
        {
            var line = File.ReadLines($"/proc/{process}/status").FirstOrDefault(l => l.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? 0 : long.Parse(line["VmHWM:".Length..^" kB".Length], System.Globalization.CultureInfo.InvariantCulture) * 1024;
        }
        catch (IOException)
        {
            return 0; // it has just ended
        }
    }
}
