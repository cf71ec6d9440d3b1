namespace VideoIndex.Search;

/// <summary>How two moments of one media lie to each other.</summary>
/// <param name="Gap">Most time between the end of the one and the start of the other; zero: they touch or overlap.</param>
public sealed record PartLink(LinkOrder Order, TimeSpan Gap);

public enum LinkOrder
{
    /// <summary>The second starts after the first started.</summary>
    Then,

    /// <summary>Either may come first, or both are one.</summary>
    Near,
}
