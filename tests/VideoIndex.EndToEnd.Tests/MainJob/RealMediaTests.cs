using VideoIndex.Catalog;
using VideoIndex.Core;

namespace VideoIndex.EndToEnd.Tests.MainJob;

/// <summary>Real clips, odd files and malformed files, indexed in one run by the built program.</summary>
public sealed class RealMediaTests
{
    // Files of the test material that hold no moving picture we can show, and what is said of them. All others must be read.
    private static readonly Dictionary<string, string> Refused = new()
    {
        ["edge/multiple-aac-tracks.mp4"] = ErrorCodes.NoVideoStream,
        ["edge/sample_audio_only.mp4"] = ErrorCodes.NoVideoStream,
        ["edge/small.flv"] = ErrorCodes.NotMedia,
        ["edge/small_Mpeg4.mp4"] = ErrorCodes.NoVideoStream,
        ["malformed/chunk_out_of_range.mp4"] = ErrorCodes.NotMedia,
        ["malformed/invalid-bitstream.webm"] = ErrorCodes.NoFrames,
        ["malformed/large_stbl_truncated_after_moov.m4b"] = ErrorCodes.NoVideoStream,
        ["malformed/taglib_corrupt_a.mkv"] = ErrorCodes.EmptyFile,
        ["malformed/zero_bytes.webm"] = ErrorCodes.EmptyFile,
    };

    [Fact]
    public async Task EveryFile_EndsAsWindowsThatCoverItOnce_OrAsTheFailureThatItIs()
    {
        var root = TestFolders.Shared("media");
        using var folder = TestFolders.NewTemporary();
        var run = await (ProgramRunner.WithData(folder["data"]) with { TimeLimit = TimeSpan.FromMinutes(8) }).RunAsync("index", root);
        Assert.True(run.ExitCode == 0, run.ToString());

        using var catalog = CatalogReader.Open(folder["data"]);
        var failures = catalog.Failures().ToDictionary(failure => failure.Path);
        var verdicts = MediaFiles(root).ToDictionary(file => file, file => Verdict(root, file, catalog, failures));
        Assert.True(verdicts.Count >= 60, $"only {verdicts.Count} media files in {root}");
        var wrong = verdicts.Where(verdict => verdict.Value.Length > 0).Select(verdict => $"{verdict.Key}: {verdict.Value}").ToList();
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    private static IEnumerable<string> MediaFiles(string root) => Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories)
        .Where(file => Path.GetExtension(file) is not (".vtt" or ".srt" or ".ssa" or ".txt"));

    /// <returns>What is wrong; empty when nothing is.</returns>
    private static string Verdict(string root, string file, CatalogReader catalog, Dictionary<string, FileFailure> failures)
    {
        failures.TryGetValue(file, out var failure);
        if (failure?.Code != Refused.GetValueOrDefault(Path.GetRelativePath(root, file)))
            return failure is null ? "not refused" : $"refused: {failure}";
        if (failure is not null)
            return failure.Message.Length > 10 ? "" : $"poor failure: {failure}";
        if (catalog.FindMediaAt(file) is not { } media || catalog.Captions(media.Id) is not { Count: > 0 } captions)
            return "skipped in silence";
        var end = TimeSpan.Zero;
        foreach (var (window, frames) in captions.Select(row => (row.Caption.Window, row.Caption.FrameTimes.Count)))
        {
            if (frames != 3)
                return $"window {window} has {frames} frames";
            if (window.Start != end || window.End <= window.Start)
                return $"window {window} does not follow on {end}";
            end = window.End;
        }

        return end <= media.Duration ? "" : $"its windows end at {end}, after its length of {media.Duration}";
    }
}
