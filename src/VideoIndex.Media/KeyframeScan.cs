using System.Text.Json;

namespace VideoIndex.Media;

/// <summary>How a stream's pictures are stored, from the packets that ffprobe lists of its start. Says nothing certain of the rest.</summary>
/// <param name="LongestGap">The longest time without a keyframe; <see cref="TimeSpan.MaxValue"/> when no packet tells.</param>
/// <param name="CanBeCopied">
/// Whether copied pictures are shown when they should be: not where some are not to be shown at all, or are shown before they are decoded, as an editor's cut at the
/// start of a film can say in MP4 (ffmpeg then makes up times for a copy).
/// </param>
internal sealed record KeyframeScan(TimeSpan LongestGap, bool CanBeCopied)
{
    /// <summary>
    /// How much of a media is listed. Encoders put 10 s between keyframes at most as a rule (x264: 250 pictures); twice that shows at least one such gap.
    /// </summary>
    public static readonly TimeSpan LookedAt = TimeSpan.FromSeconds(20);

    /// <param name="json">ffprobe's answer, with packets in it.</param>
    public static KeyframeScan Of(ReadOnlyMemory<byte> json, int stream)
    {
        using var answer = JsonDocument.Parse(json);
        if (!answer.RootElement.TryGetProperty("packets", out var listed))
            return new KeyframeScan(TimeSpan.MaxValue, false);
        var packets = listed.EnumerateArray().Where(packet => packet.GetProperty("stream_index").GetInt32() == stream)
            .Select(packet => (Shown: TimeOf(packet, "pts_time"), Decoded: TimeOf(packet, "dts_time"), Flags: packet.GetProperty("flags").GetString()!)).ToList();
        var canBeCopied = packets.All(packet => !packet.Flags.Contains('D', StringComparison.Ordinal) && !(packet.Shown < packet.Decoded));
        return new KeyframeScan(Longest([.. packets.Where(packet => packet.Shown is not null).Select(packet => (packet.Shown!.Value, packet.Flags.StartsWith('K')))]), canBeCopied);
    }

    private static TimeSpan Longest(List<(TimeSpan Time, bool IsKey)> packets)
    {
        if (packets.Count == 0)
            return TimeSpan.MaxValue;
        packets.Sort();
        List<TimeSpan> edges = [packets[0].Time, .. packets.Where(packet => packet.IsKey).Select(packet => packet.Time), packets[^1].Time];
        return edges.Zip(edges.Skip(1), (one, next) => next - one).Max();
    }

    private static TimeSpan? TimeOf(JsonElement packet, string name) => packet.TryGetProperty(name, out var time) ? ProbeParser.Seconds(time.GetString()) : null;
}
