using System.Collections.Concurrent;
using VideoIndex.Core;

namespace VideoIndex.Media;

/// <summary>
/// What probes have found, kept for whoever asks next: an estimate, the run after it, and the reader of the frames. A start of ffprobe costs 0.1 to 0.3 s
/// of processor time, as much as all pictures of a short clip. Thread-safe.
/// </summary>
public sealed class ProbedMedia
{
    /// <summary>
    /// Probing runs ahead of reading. When this many wait (some MB) the next are not kept, rather than the oldest dropped: those are
    /// asked for first.
    /// </summary>
    private const int Most = 4096;

    private readonly ConcurrentDictionary<string, (FileStamp Stamp, MediaProbe Probe, StreamLayout Layout)> _waiting = new(StringComparer.Ordinal);

    /// <param name="stamp">Of the file as it was before it was probed.</param>
    internal void Keep(string path, FileStamp stamp, MediaProbe probe, StreamLayout layout)
    {
        if (_waiting.Count < Most || _waiting.ContainsKey(path))
            _waiting[path] = (stamp, probe, layout);
    }

    /// <summary>What the file holds, if that is known and the file is the same still.</summary>
    internal MediaProbe? Find(string path, FileStamp stamp) => _waiting.TryGetValue(path, out var kept) && kept.Stamp == stamp ? kept.Probe : null;

    /// <summary>The layout of a stream of the file, if it is known and the file is the same still. It is given once, and with it all is forgotten.</summary>
    internal StreamLayout? TakeLayout(string path, FileStamp stamp, int stream) =>
        _waiting.TryRemove(path, out var kept) && kept.Stamp == stamp && kept.Layout.Index == stream ? kept.Layout : null;
}
