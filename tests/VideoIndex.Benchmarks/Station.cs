namespace VideoIndex.Benchmarks;

/// <summary>
/// One thing to time. <see cref="RunAsync"/> does the work once and returns how much of it there was, in <see cref="Unit"/>;
/// whatever it needs is made before the first round, so that only the work is timed.
/// </summary>
internal sealed record Station(string Name, string Unit, Func<CancellationToken, Task<double>> RunAsync)
{
    /// <summary>The name of the station this one is measured against, if any: the table then shows the ratio of their pairs.</summary>
    public string? ComparedWith { get; init; }
}
