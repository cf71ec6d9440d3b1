namespace VideoIndex.Benchmarks.Speed;

/// <summary>A row of the speed table.</summary>
/// <param name="Goal">What the value is meant to be, as words.</param>
/// <param name="Unit">What the value counts: <c>x</c> is a ratio of two things measured in the same round.</param>
internal sealed record SpeedRow(string Name, string Measured, string Unit, string Goal);
