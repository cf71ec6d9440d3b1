using System.Globalization;
using System.Text.Json;
using FFMpegCore;
using VideoIndex.Core;
using SubtitleStream = VideoIndex.Core.SubtitleStream;

namespace VideoIndex.Media;

/// <summary>Reads ffprobe's JSON. Pure: tested on recorded answers.</summary>
/// <remarks>
/// The JSON is read into FFMpegCore's model of it. Its way of running ffprobe is not used: it joins the file name and all options into
/// one command line, which a crafted name can leave, and it has neither our guards nor our limits.
/// </remarks>
internal static class ProbeParser
{
    // Longer "durations" are damaged headers; a month is past what any container of one recording holds.
    private static readonly TimeSpan LongestBelievable = TimeSpan.FromDays(31);

    private static readonly string[] StillPictures = ["attached_pic", "timed_thumbnails", "still_image"];

    /// <exception cref="VideoIndexException">not_media: no JSON that describes a media.</exception>
    public static FFProbeAnalysis Parse(string path, ReadOnlySpan<byte> json)
    {
        try
        {
            if (JsonSerializer.Deserialize<FFProbeAnalysis>(json) is { Format: not null, Streams: not null } analysis)
                return analysis;
        }
        catch (JsonException e)
        {
            throw new VideoIndexException(ErrorCodes.NotMedia, $"cannot read `{CleanText.Name(path)}`: ffprobe's answer is no JSON", null, e);
        }

        throw new VideoIndexException(ErrorCodes.NotMedia, $"cannot read `{CleanText.Name(path)}`: ffprobe describes no media in it");
    }

    /// <summary>
    /// The stream a player would show: the container's default, else the first, among those that hold moving pictures.
    /// </summary>
    /// <exception cref="VideoIndexException">no_video_stream, not_media (codec refused), too_many_pixels</exception>
    public static FFProbeStream ChooseVideo(string path, FFProbeAnalysis analysis, long maxPixels)
    {
        var videos = analysis.Streams.Where(stream => stream.CodecType == "video").ToList();
        if (videos.Count == 0)
            throw MediaRefusal.NoVideo(path, analysis.Streams.Count == 0 ? "ffprobe found no stream in it" : "ffprobe found no video stream");
        var moving = videos.Where(stream => !StillPictures.Any(kind => Has(stream, kind))).ToList();
        if (moving.Count == 0)
            throw MediaRefusal.NoVideo(path, "its only video stream is a cover picture");
        var readable = moving.Where(stream => AllowedMedia.IsVideoCodec(stream.CodecName)).ToList();
        if (readable.Count == 0)
            throw MediaRefusal.CodecRefused(path, moving[0].CodecName);
        var chosen = readable.OrderBy(HoldsNoPictures).ThenByDescending(stream => Has(stream, "default")).ThenBy(stream => stream.Index).First();
        return (long)(chosen.Width ?? 0) * (chosen.Height ?? 0) <= maxPixels
            ? chosen
            : throw MediaRefusal.TooManyPixels(path, $"{chosen.Width}x{chosen.Height}", maxPixels);
    }

    public static StreamLayout Layout(FFProbeAnalysis analysis, FFProbeStream video)
    {
        var orientation = OrientationOf(video);
        var display = FrameSize.Display(video.Width ?? 0, video.Height ?? 0, Ratio(video.SampleAspectRatio, ':') ?? 1, orientation);
        // Only these keep a table of where pictures lie; the others find a place by guessing at bit rates.
        var seeksExactly = analysis.Format.FormatName.StartsWith("mov,", StringComparison.Ordinal)
            || analysis.Format.FormatName.StartsWith("matroska,", StringComparison.Ordinal);
        return new StreamLayout(video.Index, display, orientation, seeksExactly);
    }

    public static MediaProbe Describe(FFProbeAnalysis analysis, FFProbeStream video, TimeSpan duration)
    {
        var display = Layout(analysis, video).Display;
        return new MediaProbe(
            duration, display.Width, display.Height, analysis.Format.FormatName, video.CodecName!,
            Ratio(video.AvgFrameRate, '/') ?? Ratio(video.FrameRate, '/'),
            analysis.Streams.Any(stream => stream.CodecType == "audio"), video.Index,
            [.. analysis.Streams.Where(stream => stream.CodecType == "subtitle" && AllowedMedia.IsTextSubtitle(stream.CodecName))
                .Select(stream => new SubtitleStream(stream.Index, stream.CodecName!, Language(stream)))],
            Chapters(analysis));
    }

    /// <summary>
    /// Where the video stream ends, counted from the container's first moment (the zero of players and of our windows);
    /// null when no header tells it.
    /// </summary>
    public static TimeSpan? DurationOf(FFProbeAnalysis analysis, FFProbeStream video)
    {
        var whole = Believable(Seconds(analysis.Format.Duration));
        var end = Believable(EndOf(video, Seconds(analysis.Format.StartTime) ?? TimeSpan.Zero));
        return end > whole ? whole : end ?? whole;
    }

    private static TimeSpan? EndOf(FFProbeStream video, TimeSpan containerStart)
    {
        if (Believable(Seconds(video.Duration)) is { } length)
            return (Seconds(video.StartTime) ?? containerStart) - containerStart + length;
        // Matroska's statistics tag holds the moment the last picture ends, not a length.
        return video.Tags?.GetValueOrDefault("DURATION") is { } tag
            && TimeSpan.TryParse(ThreeDecimals(tag), CultureInfo.InvariantCulture, out var end)
            ? end - containerStart
            : null;
    }

    private static Orientation OrientationOf(FFProbeStream video)
    {
        foreach (var data in video.SideData ?? [])
        {
            if (data.TryGetValue("displaymatrix", out var matrix) && matrix.TryGetValue<string>(out var printed))
                return OrientationRules.FromMatrix(printed);
        }

        return Orientation.Upright;
    }

    private static List<Cue> Chapters(FFProbeAnalysis analysis)
    {
        var start = Seconds(analysis.Format.StartTime) ?? TimeSpan.Zero;
        var cues = new List<Cue>();
        foreach (var chapter in analysis.Chapters ?? [])
        {
            var title = CleanText.Line(chapter.Tags?.GetValueOrDefault("title") ?? "", CueText.LongestText);
            if (title.Length == 0 || Seconds(chapter.StartTime) is not { } from || Seconds(chapter.EndTime) is not { } to)
                continue;
            if (to > from && to > start)
                cues.Add(new Cue(new TimeRange(from > start ? from - start : TimeSpan.Zero, to - start), title, "chapter"));
        }

        return cues;
    }

    private static bool Has(FFProbeStream stream, string disposition) => stream.Disposition?.GetValueOrDefault(disposition) == 1;

    // A track without a sample: no rate could be measured.
    private static bool HoldsNoPictures(FFProbeStream stream) => Ratio(stream.AvgFrameRate, '/') is null;

    private static string? Language(FFProbeStream stream)
    {
        var language = stream.Tags?.GetValueOrDefault("language") ?? stream.Tags?.GetValueOrDefault("LANGUAGE");
        return language is null or "und" or "" ? null : CleanText.Line(language, 20);
    }

    private static double? Ratio(string? text, char sign)
    {
        var parts = text?.Split(sign) ?? [];
        return parts.Length == 2
            && double.TryParse(parts[0], CultureInfo.InvariantCulture, out var above) && above > 0
            && double.TryParse(parts[1], CultureInfo.InvariantCulture, out var below) && below > 0
            ? above / below
            : null;
    }

    private static TimeSpan? Believable(TimeSpan? length) => length > TimeSpan.Zero && length <= LongestBelievable ? length : null;

    /// <summary>ffprobe's decimal seconds; null for `N/A` and what no TimeSpan can hold.</summary>
    internal static TimeSpan? Seconds(ReadOnlySpan<char> text) =>
        double.TryParse(text, CultureInfo.InvariantCulture, out var seconds) && Math.Abs(seconds) < 1e11
            ? TimeSpan.FromTicks((long)Math.Round(seconds * 1e7))
            : null;

    // 00:00:10.333000000: nine decimals, of which TimeSpan takes seven.
    private static string ThreeDecimals(string tag) => tag.IndexOf('.') is > 0 and var dot && tag.Length > dot + 4 ? tag[..(dot + 4)] : tag;
}
