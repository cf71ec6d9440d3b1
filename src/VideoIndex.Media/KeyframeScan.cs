using System.Text.Json;

namespace VideoIndex.Media;

/// <summary>How a stream's pictures are stored, from the packets that ffprobe lists of its start. Says nothing certain of the rest.</summary>
/// <param name="LongestGap">The longest time without a keyframe; <see cref="TimeSpan.MaxValue"/> when no packet tells.</param>
/// <param name="CanBeCopied">
/// Whether copied pictures are shown when they should be: not where some are not to be shown at all, or are shown before they are decoded, as an editor's cut at the
/// start of a film can say in MP4 (ffmpeg then makes up times for a copy).
/// </param>
/// <param name="Disposable">
/// About what part of the pictures no other is made from, where a packet holds a whole picture, not one of its two fields; else 0. Of those that are stored after a
/// picture shown later it is two thirds as encoders write (three between two others, of which the middle one serves for the other two).
/// </param>
internal sealed record KeyframeScan(TimeSpan LongestGap, bool CanBeCopied, double Disposable)
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
            return new KeyframeScan(TimeSpan.MaxValue, false, 0);
        var packets = listed.EnumerateArray().Where(packet => packet.GetProperty("stream_index").GetInt32() == stream)
            .Select(packet => (Shown: TimeOf(packet, "pts_time"), Decoded: TimeOf(packet, "dts_time"), Flags: packet.GetProperty("flags").GetString()!)).ToList();
        var canBeCopied = packets.All(packet => !packet.Flags.Contains('D', StringComparison.Ordinal) && !(packet.Shown < packet.Decoded));
        List<(TimeSpan Time, bool IsKey)> shown = [.. packets.Where(packet => packet.Shown is not null).Select(packet => (packet.Shown!.Value, packet.Flags.StartsWith('K')))];
        return new KeyframeScan(Longest([.. shown]), canBeCopied, HoldsPictures(answer.RootElement, stream) ? 2.0 / 3 * Reordered(shown) : 0);
    }

    /// <summary>Whether each packet holds a picture of its own. In H.265, of which ffprobe does not always know the order of fields, fields are pictures.</summary>
    private static bool HoldsPictures(JsonElement answer, int stream)
    {
        bool Says(JsonElement one, string name, string value) => one.TryGetProperty(name, out var said) && said.GetString() == value;
        return answer.TryGetProperty("streams", out var streams) && streams.EnumerateArray().Any(one =>
            one.GetProperty("index").GetInt32() == stream && (Says(one, "field_order", "progressive") || Says(one, "codec_name", "hevc")));
    }

    /// <returns>What part is stored after a picture that is shown later.</returns>
    private static double Reordered(List<(TimeSpan Time, bool IsKey)> packets)
    {
        var (latest, later) = (TimeSpan.MinValue, 0);
        foreach (var (time, _) in packets)
        {
            later += time < latest ? 1 : 0;
            latest = time > latest ? time : latest;
        }

        return packets.Count == 0 ? 0 : (double)later / packets.Count;
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
