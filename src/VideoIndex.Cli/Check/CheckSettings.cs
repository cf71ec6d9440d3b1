using VideoIndex.Vision;

namespace VideoIndex.Cli.Check;

/// <summary>What the options of the second look say.</summary>
/// <param name="Clips">How many are looked at.</param>
/// <param name="Model">A name in the store or a folder; null for the usual one.</param>
internal sealed record CheckSettings(int Clips, string? Model, VisionOptions Vision);
