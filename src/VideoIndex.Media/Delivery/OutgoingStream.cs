using VideoIndex.Core;

namespace VideoIndex.Media;

/// <summary>What an ffmpeg writes for somebody who watches. Disposing it ends the ffmpeg. For one reader.</summary>
public sealed class OutgoingStream : IAsyncDisposable
{
    private const int ChunkBytes = 64 << 10;

    private readonly string _path;
    private readonly MediaOptions _options;
    private readonly TimeSpan _limit;
    private readonly ChildProcess _child;

    internal OutgoingStream(string path, MediaOptions options, TimeSpan limit, ChildProcess child) =>
        (_path, _options, _limit, _child) = (path, options, limit, child);

    /// <summary>Copies all of it; how fast <paramref name="to"/> takes it decides how fast it is made. Returns the number of bytes.</summary>
    /// <exception cref="VideoIndexException">decoder_failed (also after some bytes), decoder_timeout</exception>
    public async Task<long> CopyToAsync(Stream to, CancellationToken cancel)
    {
        using var deadline = new Deadline(_child, _options.StallLimit, _limit, cancel);
        var buffer = new byte[ChunkBytes];
        var copied = 0L;
        try
        {
            while (await deadline.WaitAsync(token => _child.Output.ReadAsync(buffer, token).AsTask()) is > 0 and var read)
            {
                await to.WriteAsync(buffer.AsMemory(0, read), cancel);
                copied += read;
            }

            var exitCode = await deadline.WaitAsync(_child.WaitForExitAsync);
            return exitCode == 0 ? copied : throw MediaRefusal.DecoderFailed(_path, exitCode, _child.Errors);
        }
        catch (TimeoutException e)
        {
            throw MediaRefusal.TimedOut(_path, _options.FfmpegPath, _options.StallLimit, e);
        }
    }

    public ValueTask DisposeAsync() => _child.DisposeAsync();
}
