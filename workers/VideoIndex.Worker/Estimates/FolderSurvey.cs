using System.Collections.Concurrent;
using VideoIndex.Catalog;
using VideoIndex.Core;
using VideoIndex.Media;

namespace VideoIndex.Worker;

/// <summary>Looks at a folder for a few seconds: which files there are, and how long the videos in them are. Reads only.</summary>
internal sealed class FolderSurvey(MediaProber prober, WindowPlan plan, TimeProvider clock)
{
    /// <summary>Some hundred files; what is not looked into by then is estimated from what was.</summary>
    private static readonly TimeSpan LookingLimit = TimeSpan.FromSeconds(4);

    private readonly FolderWalker _walker = new();

    /// <param name="known">By relative path.</param>
    /// <exception cref="VideoIndexException">unreadable_folder, ffmpeg_missing</exception>
    public async Task<SurveyTotals> LookAsync(string root, IReadOnlyDictionary<string, KnownFile> known, CancellationToken cancel)
    {
        var settled = new List<SurveyedFile>();
        var unknown = new List<WalkedFile>();
        foreach (var file in _walker.Walk(root, cancel))
        {
            if (file.Failure is not null || file.Size == 0)
                continue;
            if (known.GetValueOrDefault(file.RelativePath) is { } before && before.Size == file.Size && before.ModifiedNs == file.ModifiedNs && (before.IsComplete || before.Duration is not null))
                settled.Add(Known(before));
            else
                unknown.Add(file);
        }

        var (sample, rest) = await SampleAsync(root, unknown, cancel).ConfigureAwait(false);
        return SurveyTotals.Of(settled, sample, rest.Count, rest.Sum(file => file.Size));
    }

    private SurveyedFile Known(KnownFile file)
    {
        var length = file.Duration ?? TimeSpan.Zero;
        if (file.IsComplete)
            return new SurveyedFile(file.Size, length, 0, TimeSpan.Zero);
        var windows = plan.Cut(length).Count();
        var left = Math.Max(0, windows - file.Captioned);
        return new SurveyedFile(file.Size, length, left, windows == 0 ? TimeSpan.Zero : length * ((double)left / windows));
    }

    private async Task<(IReadOnlyCollection<SurveyedFile> Sample, IReadOnlyList<WalkedFile> NotSeen)> SampleAsync(string root, List<WalkedFile> files, CancellationToken cancel)
    {
        var start = clock.GetTimestamp();
        var sample = new ConcurrentBag<SurveyedFile>();
        var rest = new ConcurrentBag<WalkedFile>();
        var options = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancel };
        await Parallel.ForEachAsync(SpreadOut(files), options, async (file, stop) =>
        {
            if (clock.GetElapsedTime(start) > LookingLimit)
                rest.Add(file);
            else
                sample.Add(await ProbeAsync(root, file, stop).ConfigureAwait(false));
        }).ConfigureAwait(false);
        return (sample, [.. rest]);
    }

    private async Task<SurveyedFile> ProbeAsync(string root, WalkedFile file, CancellationToken cancel)
    {
        try
        {
            var length = (await prober.ProbeAsync(Path.Join(root, file.RelativePath), cancel).ConfigureAwait(false)).Duration;
            return new SurveyedFile(file.Size, length, plan.Cut(length).Count(), length);
        }
        catch (VideoIndexException trouble) when (!ErrorCodes.StopsTheRun(trouble.Code))
        {
            return new SurveyedFile(file.Size, TimeSpan.Zero, 0, TimeSpan.Zero); // the run will say what is wrong with it
        }
    }

    /// <summary>All of them, in an order in which any beginning is spread over the whole: neighbours in a folder are alike.</summary>
    internal static IEnumerable<T> SpreadOut<T>(IReadOnlyList<T> all)
    {
        var step = Math.Max(1, (int)(all.Count * 0.618));
        while (Gcd(step, all.Count) > 1)
            step++;
        for (var (i, at) = (0, 0); i < all.Count; i++, at = (int)(((long)at + step) % all.Count))
            yield return all[at];
    }

    private static int Gcd(int a, int b) => b == 0 ? a : Gcd(b, a % b);
}
