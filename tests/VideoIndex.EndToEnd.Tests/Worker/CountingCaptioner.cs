using System.Security.Cryptography;
using VideoIndex.Core;

namespace VideoIndex.EndToEnd.Tests.Worker;

/// <summary>Stands in for the model: a caption is a hash of the window's pictures, every window it saw is counted.</summary>
internal sealed class CountingCaptioner : ICaptioner
{
    private readonly Lock _lock = new();
    private int _prepared;

    public int Windows { get; private set; }

    /// <summary>Windows made ready so far, captioned or not.</summary>
    public int Prepared => _prepared;

    public int Batches { get; private set; }

    public int LargestBatch { get; private set; }

    /// <summary>Called before each batch: to fail, to wait, to harm a file.</summary>
    public Action<IReadOnlyList<PreparedWindow>> BeforeBatch { get; init; } = _ => { };

    public string Device => "fake";

    public int PreferredBatch { get; init; } = 4;

    public PreparedWindow Prepare(WindowFrames window)
    {
        Assert.All(window.Frames, frame => Assert.Equal(frame.Width * frame.Height * 3, frame.Rgb.Length));
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var frame in window.Frames)
            hash.AppendData(frame.Rgb.Span);
        Interlocked.Increment(ref _prepared);
        return new PreparedWindow(window.Window, window.FrameTimes, hash.GetHashAndReset()[..sizeof(int)]);
    }

    public IReadOnlyList<Caption> CaptionBatch(IReadOnlyList<PreparedWindow> windows, CancellationToken cancel)
    {
        BeforeBatch(windows);
        lock (_lock)
        {
            (Windows, Batches, LargestBatch) = (Windows + windows.Count, Batches + 1, Math.Max(LargestBatch, windows.Count));
            return [.. windows.Select(window => new Caption(window.Window, $"picture {Convert.ToHexStringLower(window.Pixels)}", window.FrameTimes, Device))];
        }
    }

    public void Dispose()
    {
    }
}
