using System.Buffers;

namespace VideoIndex.Media;

/// <summary>An ffmpeg that hands a stream's packets on undecoded, and what carries to the one that decodes those that a sieve lets through.</summary>
/// <remarks>
/// A decoder that is given every packet and told to skip all but keyframes works on one at a time, however many threads it has, and on each. Given nothing
/// but keyframes it decodes them side by side; and of pictures that are all keyframes, as cameras and editors write, most need not be decoded at all. Where
/// pictures between keyframes are wanted too, none is decoded that no wanted one is made from.
/// </remarks>
internal sealed class PacketFeed : IAsyncDisposable
{
    private readonly ChildProcess _source;
    private readonly Task<End> _carrying;

    private PacketFeed(ChildProcess source, ChildProcess decoder, PacketPick pick) =>
        (_source, _carrying) = (source, EndOfAsync(CarryAsync(source.Output, decoder.Input, pick), decoder.Input));

    private enum End
    {
        /// <summary>The source's.</summary>
        All,

        /// <summary>The decoder took no more.</summary>
        Enough,

        /// <summary>What came cannot be handed on.</summary>
        Broken,
    }

    /// <summary>Complete once <see cref="EndedWellAsync"/> has returned.</summary>
    public StderrTail Errors => _source.Errors;

    /// <param name="decoder">Is fed, until its input is closed.</param>
    /// <exception cref="VideoIndex.Core.VideoIndexException">ffmpeg_missing</exception>
    public static PacketFeed Start(MediaOptions options, IReadOnlyList<string> arguments, TimeSpan limit, ChildProcess decoder, PacketPick pick) =>
        new(ChildProcess.Start(options, options.FfmpegPath, arguments, limit), decoder, pick);

    /// <summary>Waits for the end: whether all was handed on, or as much as the decoder wanted.</summary>
    public async Task<bool> EndedWellAsync(CancellationToken cancel) => await _carrying.WaitAsync(cancel) switch
    {
        End.All => await _source.WaitForExitAsync(cancel) == 0,
        var end => end == End.Enough,
    };

    public async ValueTask DisposeAsync()
    {
        await _source.DisposeAsync();
        await _carrying;
    }

    private static async Task<End> EndOfAsync(Task carrying, Stream decoder)
    {
        try
        {
            await carrying;
            await decoder.DisposeAsync();
            return End.All;
        }
        catch (InvalidDataException)
        {
            await decoder.DisposeAsync();
            return End.Broken;
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or OperationCanceledException)
        {
            return End.Enough;
        }
    }

    private static async Task CarryAsync(Stream source, Stream decoder, PacketPick pick)
    {
        var packets = new MatroskaPackets(source, pick.Rule);
        long? cluster = null;
        var isGap = false;
        await foreach (var packet in packets.ReadAsync())
            await PassAsync(pick.Sieve.Add(packet));
        await PassAsync(pick.Sieve.End());

        async Task PassAsync(IReadOnlyList<(StoredPacket Packet, bool IsWanted)> certain)
        {
            foreach (var (packet, isWanted) in certain)
            {
                if (isWanted)
                    await WriteAsync(packet);
                isGap = pick.KeyframesAlone || (!isWanted && (isGap || !packet.IsDisposable));
                ArrayPool<byte>.Shared.Return(packet.Block);
            }
        }

        async Task WriteAsync(StoredPacket packet)
        {
            if (cluster is null)
                await decoder.WriteAsync(packets.Head);
            if (cluster != packet.Cluster)
                await decoder.WriteAsync(MatroskaPackets.ClusterStart(packet.Cluster));
            cluster = packet.Cluster;
            if (isGap)
                pick.Rule.Splice?.Invoke(MatroskaPackets.ContentOf(packet));
            await decoder.WriteAsync(packet.Block.AsMemory(0, packet.Length));
        }
    }
}
