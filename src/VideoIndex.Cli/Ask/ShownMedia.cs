using VideoIndex.Core;
using VideoIndex.Media;
using VideoIndex.Vision;

namespace VideoIndex.Cli.Ask;

/// <summary>A file that somebody asks about, a video or a still, ready to be shown to a model.</summary>
internal sealed class ShownMedia
{
    private static readonly MediaOptions s_options = new();

    private readonly string _path;
    private readonly MediaProbe? _probe;

    private ShownMedia(string path, MediaProbe? probe) => (_path, _probe) = (path, probe);

    /// <exception cref="VideoIndexException">The file cannot be read, or is neither.</exception>
    public static async Task<ShownMedia> OpenAsync(string path, CancellationToken cancel)
    {
        var real = Resolve(path);
        return ImageReader.IsImage(real) ? new ShownMedia(real, null) : new ShownMedia(real, await new MediaProber(s_options).ProbeAsync(real, cancel));
    }

    /// <exception cref="VideoIndexException">The file cannot be read, or is no still.</exception>
    public static async Task<ChatInput> ReadImageAsync(string path, CancellationToken cancel) =>
        new ChatInput.Image(await new ImageReader(s_options).ReadAsync(Resolve(path), cancel));

    /// <exception cref="VideoIndexException"><c>bad_option</c>: the span is not in the video; also what reading it throws.</exception>
    public async Task<ChatInput> ReadAsync(TimeSpan? start, TimeSpan? end, FrameRule rule, CancellationToken cancel)
    {
        if (_probe is null)
        {
            return start is null && end is null && rule.Moments.Count == 0
                ? await ReadImageAsync(_path, cancel)
                : throw new VideoIndexException(ErrorCodes.BadOption, $"`{Path.GetFileName(_path)}` is a still, which has no times", "leave out --start, --end and --at");
        }

        var span = SpanOf(start, end);
        return new ChatInput.Video(await new ClipReader(s_options).ReadAsync(_path, _probe, span, Moments(span, rule), cancel));
    }

    private TimeRange SpanOf(TimeSpan? start, TimeSpan? end)
    {
        var length = _probe!.Duration;
        // Lengths are shown to the second: the last one counts as whole.
        if (end > length && end <= TimeSpan.FromSeconds(Math.Ceiling(length.TotalSeconds)))
            end = length;
        var span = new TimeRange(start ?? TimeSpan.Zero, end ?? length);
        return span.Length > TimeSpan.Zero && span.End <= length
            ? span
            : throw new VideoIndexException(ErrorCodes.BadOption,
                $"the span {ClipTime.Format(span.Start)} - {ClipTime.Format(span.End)} is not in `{Path.GetFileName(_path)}`, which is {ClipTime.Format(length)} long",
                "name a start before the end, both in the video");
    }

    private IReadOnlyList<TimeSpan> Moments(TimeRange span, FrameRule rule)
    {
        if (rule.Moments.FirstOrDefault(t => t < span.Start || t >= span.End) is { Ticks: > 0 } outside)
            throw new VideoIndexException(ErrorCodes.BadOption, $"--at names {ClipTime.Format(outside)}, which is not in {ClipTime.Format(span.Start)} - {ClipTime.Format(span.End)}", null);
        if (rule.Moments.Count > 0)
            return rule.Moments;
        if (!rule.AsReference)
            return FrameSelection.Spread(span, rule.Count);
        return _probe!.FrameRate is { } rate
            ? FrameSelection.AsReference(span, rate)
            : throw new VideoIndexException(ErrorCodes.BadOption, $"`{Path.GetFileName(_path)}` does not tell its frame rate, which --reference-frames needs", "take --frames N");
    }

    /// <summary>A link that somebody names is followed, as everywhere on a command line; walking folders never does.</summary>
    private static string Resolve(string path)
    {
        try
        {
            return File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? Path.GetFullPath(path);
        }
        catch (IOException)
        {
            return Path.GetFullPath(path); // reading it says what is wrong
        }
    }
}
