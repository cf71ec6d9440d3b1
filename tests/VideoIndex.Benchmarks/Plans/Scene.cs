namespace VideoIndex.Benchmarks.Plans;

/// <summary>What is to be found in a film: a span of it, and the sentences that say what happens there. No sentences: a shot of which it only counts whether it is looked at.</summary>
internal sealed record Scene(TimeSpan Start, TimeSpan End, IReadOnlyList<string> Captions)
{
    public Scene Later(TimeSpan by) => this with { Start = Start > by ? Start - by : TimeSpan.Zero, End = End - by };
}
