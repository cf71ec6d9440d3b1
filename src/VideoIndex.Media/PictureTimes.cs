using System.Threading.Channels;

namespace VideoIndex.Media;

/// <summary>The times of pictures as ffmpeg's `metadata=print` writes them among its messages. One writer and one reader.</summary>
internal sealed class PictureTimes
{
    private readonly Channel<TimeSpan> _times = Channel.CreateUnbounded<TimeSpan>();

    /// <summary>Takes a line of messages if it is one of these.</summary>
    public bool TryTake(string line)
    {
        if (line.StartsWith("chosen=", StringComparison.Ordinal))
            return true;
        const string mark = "pts_time:";
        var at = line.StartsWith("frame:", StringComparison.Ordinal) ? line.IndexOf(mark, StringComparison.Ordinal) : -1;
        if (at < 0)
            return false;
        if (ProbeParser.Seconds(line.AsSpan(at + mark.Length)) is { } time)
            _times.Writer.TryWrite(time);
        return true;
    }

    public void End() => _times.Writer.TryComplete();

    /// <summary>The next picture's time, counted like ffmpeg's input; null when there is none.</summary>
    public async Task<TimeSpan?> ReadAsync(CancellationToken cancel) =>
        await _times.Reader.WaitToReadAsync(cancel) && _times.Reader.TryRead(out var time) ? time : null;
}
