namespace VideoIndex.Benchmarks.Speed;

/// <summary>How long an index took.</summary>
/// <param name="Waited">Share of its time in which the model had nothing to caption.</param>
/// <param name="Captioning">Time in which it captioned.</param>
internal sealed record IndexTime(TimeSpan Time, TimeSpan Video, double Waited, TimeSpan Captioning)
{
    public double TimesRealTime => Video / Time;
}
