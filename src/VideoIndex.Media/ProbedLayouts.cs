using System.Collections.Concurrent;

namespace VideoIndex.Media;

/// <summary>
/// Layouts that a probe has found, kept for the reader that comes after it: starting ffprobe costs 60 ms of processor time, as much as
/// decoding 15 s of a small film. A layout is given once. Thread-safe.
/// </summary>
internal sealed class ProbedLayouts
{
    /// <summary>
    /// Probing runs ahead of reading. When this many wait (about 1 MB) the next are not kept, rather than the oldest dropped: those are
    /// asked for first.
    /// </summary>
    private const int Most = 4096;

    private readonly ConcurrentDictionary<string, (FileStamp Stamp, StreamLayout Layout)> _waiting = new(StringComparer.Ordinal);

    /// <param name="stamp">Of the file as it was before it was probed.</param>
    public void Keep(string path, FileStamp stamp, StreamLayout layout)
    {
        if (_waiting.Count < Most || _waiting.ContainsKey(path))
            _waiting[path] = (stamp, layout);
    }

    /// <summary>The layout of a stream of the file, if it is known and the file is the same still.</summary>
    public StreamLayout? Take(string path, FileStamp stamp, int stream) =>
        _waiting.TryRemove(path, out var kept) && kept.Stamp == stamp && kept.Layout.Index == stream ? kept.Layout : null;
}
