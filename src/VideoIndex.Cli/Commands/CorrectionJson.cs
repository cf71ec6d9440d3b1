namespace VideoIndex.Cli.Commands;

/// <summary>What a person wrote about a span; <paramref name="Text"/> is null when that is taken back.</summary>
internal record CorrectionJson(long MediaId, string Path, long StartMs, long EndMs, string? Text);

/// <summary>The answer of <c>correct --json</c>.</summary>
/// <param name="Caption">The model's; null when it wrote nothing usable.</param>
internal sealed record CorrectedJson(long MediaId, string Path, long StartMs, long EndMs, string? Text, string? Caption) : CorrectionJson(MediaId, Path, StartMs, EndMs, Text);

/// <summary>The answer of <c>correct --list --json</c>.</summary>
internal sealed record CorrectionsJson(IReadOnlyList<CorrectionJson> Corrections);
