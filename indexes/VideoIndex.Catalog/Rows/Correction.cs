using VideoIndex.Core;

namespace VideoIndex.Catalog;

/// <summary>What a person wrote in place of a model's caption.</summary>
public sealed record Correction(TimeRange Span, string Text)
{
    /// <summary>True when it stands for this window: it covers more than half of it.</summary>
    public bool StandsFor(TimeRange window)
    {
        var (start, end) = (Math.Max(Span.StartMs, window.StartMs), Math.Min(Span.EndMs, window.EndMs));
        return 2 * (end - start) > window.EndMs - window.StartMs;
    }
}
