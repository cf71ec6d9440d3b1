using System.Text.Json;

namespace VideoIndex.Media;

/// <summary>Finds how far apart a stream's keyframes lie, from the packets that ffprobe lists of its start. Says nothing certain of the rest. Pure.</summary>
internal static class KeyframeScan
{
    /// <summary>
    /// How much of a media is listed. Encoders put 10 s between keyframes at most as a rule (x264: 250 pictures); twice that shows at least one such gap.
    /// </summary>
    public static readonly TimeSpan LookedAt = TimeSpan.FromSeconds(20);

    /// <param name="json">ffprobe's answer, with packets in it.</param>
    /// <returns>The longest time without a keyframe; <see cref="TimeSpan.MaxValue"/> when no packet tells.</returns>
    public static TimeSpan LongestGap(ReadOnlyMemory<byte> json, int stream)
    {
        using var answer = JsonDocument.Parse(json);
        if (!answer.RootElement.TryGetProperty("packets", out var packets))
            return TimeSpan.MaxValue;
        var read = packets.EnumerateArray().Where(packet => packet.GetProperty("stream_index").GetInt32() == stream)
            .Select(packet => (Time: TimeOf(packet), IsKey: packet.GetProperty("flags").GetString()!.StartsWith('K')))
            .Where(packet => packet.Time is not null)
            .Select(packet => (Time: packet.Time!.Value, packet.IsKey))
            .OrderBy(packet => packet.Time).ToList();
        if (read.Count == 0)
            return TimeSpan.MaxValue;
        List<TimeSpan> edges = [read[0].Time, .. read.Where(packet => packet.IsKey).Select(packet => packet.Time), read[^1].Time];
        return edges.Zip(edges.Skip(1), (one, next) => next - one).Max();
    }

    private static TimeSpan? TimeOf(JsonElement packet) => packet.TryGetProperty("pts_time", out var time) ? ProbeParser.Seconds(time.GetString()) : null;
}
