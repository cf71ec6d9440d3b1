namespace VideoIndex.Cli.Ask;

/// <summary>Which frames of a video the model is shown: at named times, by the reference's rule, or so many evenly spread.</summary>
internal sealed record FrameRule(int Count, bool AsReference, IReadOnlyList<TimeSpan> Moments);
