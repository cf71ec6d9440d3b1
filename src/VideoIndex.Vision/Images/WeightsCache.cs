using System.Collections.Concurrent;

namespace VideoIndex.Vision;

/// <summary>Weights by lengths: a library has few picture sizes, so nearly every frame finds its weights made. Thread-safe.</summary>
internal sealed class WeightsCache
{
    /// <summary>Two axes of two steps for some sixteen sizes. Weights have about 0.1 MB each.</summary>
    private const int Capacity = 64;

    private readonly ConcurrentDictionary<(int In, int Out, ResampleFilter Filter), ResampleWeights> _made = new();

    public ResampleWeights Get(int inLength, int outLength, ResampleFilter filter)
    {
        if (_made.TryGetValue((inLength, outLength, filter), out var weights))
            return weights;
        if (_made.Count >= Capacity)
            _made.Clear();
        return _made.GetOrAdd((inLength, outLength, filter), key => new ResampleWeights(key.In, key.Out, key.Filter));
    }
}
