namespace VideoIndex.Benchmarks;

/// <summary>What is measured.</summary>
internal enum BenchmarkKind
{
    /// <summary>The rate of each station of the way from a folder to a clip.</summary>
    Stations,

    /// <summary>The rows by which indexing is judged.</summary>
    Speed,

    /// <summary>Where the seconds of an index go.</summary>
    Profile,

    /// <summary>What the automatic frame plan finds and misses.</summary>
    Plan,

    /// <summary>The rows by which searching is judged.</summary>
    Search,
}
