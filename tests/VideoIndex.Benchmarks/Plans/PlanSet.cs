namespace VideoIndex.Benchmarks.Plans;

/// <summary>Some films that are looked at together: a row of the table.</summary>
internal sealed record PlanSet(string Name, Func<IReadOnlyList<PlanFilm>> Make);
