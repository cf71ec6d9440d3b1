namespace VideoIndex.Benchmarks;

/// <summary>What one run of a station did: how much, and figures that a rate does not say.</summary>
internal sealed record Work(double Amount, params IReadOnlyList<Figure> Figures);

/// <summary>A measured value beside a rate: <c>p95 1.4 ms</c>. The table shows its median over the rounds.</summary>
internal readonly record struct Figure(string Name, double Value, string Unit);
