namespace VideoIndex.Media;

/// <summary>An ffmpeg that hands a stream's keyframes on undecoded, and what carries them to the one that decodes.</summary>
/// <remarks>
/// A decoder that is given every packet and told to skip all but keyframes works on one at a time, however many threads it has, and on each. Given nothing
/// but keyframes it decodes them side by side; and of pictures that are all keyframes, as cameras and editors write, most need not be decoded at all.
/// </remarks>
internal sealed class KeyframeFeed : IAsyncDisposable
{
    private readonly ChildProcess _source;
    private readonly Task<bool> _carrying;

    private KeyframeFeed(ChildProcess source, ChildProcess decoder) => (_source, _carrying) = (source, CarryAsync(source.Output, decoder.Input));

    /// <summary>Complete once <see cref="EndedWellAsync"/> has returned.</summary>
    public StderrTail Errors => _source.Errors;

    /// <param name="decoder">Is fed, until its input is closed.</param>
    /// <exception cref="VideoIndex.Core.VideoIndexException">ffmpeg_missing</exception>
    public static KeyframeFeed Start(MediaOptions options, IReadOnlyList<string> arguments, TimeSpan limit, ChildProcess decoder) =>
        new(ChildProcess.Start(options, options.FfmpegPath, arguments, limit), decoder);

    /// <summary>Waits for the end: whether all was handed on, or as much as the decoder wanted.</summary>
    public async Task<bool> EndedWellAsync(CancellationToken cancel)
    {
        if (!await _carrying.WaitAsync(cancel))
            return true;
        return await _source.WaitForExitAsync(cancel) == 0;
    }

    public async ValueTask DisposeAsync()
    {
        await _source.DisposeAsync();
        await _carrying;
    }

    /// <returns>Whether it came to the source's end; false when the decoder took no more.</returns>
    private static async Task<bool> CarryAsync(Stream source, Stream decoder)
    {
        var buffer = new byte[256 << 10];
        try
        {
            while (await ReadAsync(source, buffer) is > 0 and var read)
                await decoder.WriteAsync(buffer.AsMemory(0, read));
            await decoder.DisposeAsync();
            return true;
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            return false;
        }
    }

    /// <summary>A source that was ended in the middle has ended.</summary>
    private static async Task<int> ReadAsync(Stream source, byte[] buffer)
    {
        try
        {
            return await source.ReadAsync(buffer);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or OperationCanceledException)
        {
            return 0;
        }
    }
}
