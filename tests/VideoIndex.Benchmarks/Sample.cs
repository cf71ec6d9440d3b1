namespace VideoIndex.Benchmarks;

/// <summary>One timed run: the work and the time it took.</summary>
internal sealed record Sample(Work Work, TimeSpan Time)
{
    public double Rate => Work.Amount / Time.TotalSeconds;
}
