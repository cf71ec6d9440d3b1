namespace VideoIndex.Search;

/// <summary>What decides the order of hits.</summary>
public enum Ranker
{
    /// <summary>Words and meaning together, where there are vectors; words alone where there are none.</summary>
    Hybrid,

    /// <summary>BM25 alone.</summary>
    Words,

    /// <summary>Vectors alone.</summary>
    Meaning,
}
