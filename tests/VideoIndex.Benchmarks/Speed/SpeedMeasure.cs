namespace VideoIndex.Benchmarks.Speed;

/// <summary>Some rows that one round of work measures together.</summary>
/// <param name="RoundAsync">A value for each row, in their order.</param>
internal sealed record SpeedMeasure(IReadOnlyList<SpeedRow> Rows, Func<CancellationToken, Task<double[]>> RoundAsync);
