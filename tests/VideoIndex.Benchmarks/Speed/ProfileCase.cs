namespace VideoIndex.Benchmarks.Speed;

/// <summary>An index whose seconds are told apart.</summary>
internal sealed record ProfileCase(string Name, Func<CancellationToken, Task<RunSeconds>> RunAsync);
