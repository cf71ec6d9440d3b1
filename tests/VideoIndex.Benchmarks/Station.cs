namespace VideoIndex.Benchmarks;

/// <summary>One thing to time. Whatever its work needs is made before it or in the round that warms up, so that only the work is timed.</summary>
/// <param name="Unit">What the rate is counted in: <c>files/s</c>, <c>x real time</c>.</param>
/// <param name="RunAsync">Does the work once and says how much of it there was.</param>
internal sealed record Station(string Name, string Unit, Func<CancellationToken, Task<Work>> RunAsync)
{
    /// <summary>Not timed: makes what a run uses up, a fresh folder for instance.</summary>
    public Action Before { get; init; } = () => { };

    /// <summary>Not timed: closes what <see cref="Before"/> opened.</summary>
    public Action After { get; init; } = () => { };

    /// <summary>The name of the station this one is measured against, if any: the table then shows the ratio of their pairs.</summary>
    public string? ComparedWith { get; init; }

    public static Station Of(string name, string unit, Func<CancellationToken, Work> run) => new(name, unit, cancel => Task.FromResult(run(cancel)));
}
