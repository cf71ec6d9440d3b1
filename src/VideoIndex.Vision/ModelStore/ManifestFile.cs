namespace VideoIndex.Vision;

/// <summary>A file of a stored model as it was received.</summary>
/// <param name="File">Plain name, in the model's folder.</param>
/// <param name="Size">In bytes.</param>
/// <param name="Sha256">64 hexadecimal digits, lower case.</param>
public sealed record ManifestFile(string File, long Size, string Sha256);
