namespace VideoIndex.Vision;

/// <summary>A file of a stored model that is not what its manifest says.</summary>
/// <param name="Expected">Size and hash of the manifest, or that it names no such file.</param>
/// <param name="Found">Size and hash on disk, or that there is none.</param>
public sealed record FileDamage(string Model, string File, string Expected, string Found);
