using System.Text;
using VideoIndex.Core;

namespace VideoIndex.Media;

/// <summary>Finds where a stream really ends by reading its packets' times, undecoded: as fast as the disk, in constant memory.</summary>
internal sealed class PacketScan(MediaOptions options)
{
    // A single picture without a length: as long as one picture of film.
    private static readonly TimeSpan OnePicture = TimeSpan.FromMilliseconds(40);

    /// <summary>The stream's end, counted from the container's first moment; null when it has no packet with a time.</summary>
    /// <exception cref="VideoIndexException">ffmpeg_missing, decoder_timeout</exception>
    public async Task<TimeSpan?> FindEndAsync(string path, int stream, CancellationToken cancel)
    {
        // Reading is bound by the disk: a terabyte at 100 MB/s takes under three hours; the limit scales with the size down to 10 MB/s.
        var limit = options.RunLimit + TimeSpan.FromSeconds(FileStamp.Read(path).Size / 10e6);
        await using var child = ChildProcess.Start(options, options.FfprobePath, FfmpegArguments.Packets(options, path, stream), limit);
        using var deadline = new Deadline(child, limit, limit, cancel);
        try
        {
            return await deadline.WaitAsync(token => ReadEndAsync(child.Output, token));
        }
        catch (TimeoutException e)
        {
            throw MediaRefusal.TimedOut(path, options.FfprobePath, limit, e);
        }
    }

    internal static async Task<TimeSpan?> ReadEndAsync(Stream answer, CancellationToken cancel)
    {
        using var lines = new StreamReader(answer, Encoding.ASCII, false, 64 << 10, leaveOpen: true);
        TimeSpan? end = null;
        var start = TimeSpan.Zero;
        while (await lines.ReadLineAsync(cancel) is { } line)
        {
            var parts = line.Split(',');
            if (parts[0] == "format" && parts.Length > 1)
                start = ProbeParser.Seconds(parts[1]) ?? TimeSpan.Zero;
            else if (parts[0] == "packet" && parts.Length > 1 && ProbeParser.Seconds(parts[1]) is { } time)
                end = Later(end, time + ((parts.Length > 2 ? ProbeParser.Seconds(parts[2]) : null) is { Ticks: > 0 } length ? length : OnePicture));
        }

        return end - start;
    }

    private static TimeSpan Later(TimeSpan? end, TimeSpan time) => end > time ? end.Value : time;
}
