using System.Text;
using VideoIndex.Core;

namespace VideoIndex.Media;

/// <summary>Finds how far apart a stream's keyframes lie, from the packets of its first half minute. Says nothing certain of the rest.</summary>
internal sealed class KeyframeScan(MediaOptions options)
{
    // Encoders put 10 s between keyframes at most as a rule (x264: 250 pictures); twice that shows at least one such gap.
    private static readonly TimeSpan s_lookedAt = TimeSpan.FromSeconds(30);

    /// <returns>The longest time without a keyframe; null when no packet could be read.</returns>
    /// <exception cref="VideoIndexException">ffmpeg_missing, decoder_timeout</exception>
    public async Task<TimeSpan?> FindGapAsync(string path, int stream, CancellationToken cancel)
    {
        var run = await ToolRun.FinishAsync(
            options, options.FfprobePath, FfmpegArguments.FirstPackets(options, path, stream, s_lookedAt), options.ProbeLimit, path, cancel);
        return LongestGap(Encoding.ASCII.GetString(run.Output));
    }

    internal static TimeSpan? LongestGap(string packets)
    {
        var read = packets.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(','))
            .Where(parts => parts is ["packet", _, _, ..])
            .Select(parts => (Time: ProbeParser.Seconds(parts[1]), IsKey: parts[2].StartsWith('K')))
            .Where(packet => packet.Time is not null)
            .Select(packet => (Time: packet.Time!.Value, packet.IsKey))
            .OrderBy(packet => packet.Time).ToList();
        if (read.Count == 0)
            return null;
        List<TimeSpan> edges = [read[0].Time, .. read.Where(packet => packet.IsKey).Select(packet => packet.Time), read[^1].Time];
        return edges.Zip(edges.Skip(1), (one, next) => next - one).Max();
    }
}
