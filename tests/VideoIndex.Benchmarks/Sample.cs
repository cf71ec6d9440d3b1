namespace VideoIndex.Benchmarks;

/// <summary>One timed run: an amount of work and the time it took.</summary>
internal readonly record struct Sample(double Amount, TimeSpan Time)
{
    public double Rate => Amount / Time.TotalSeconds;
}
