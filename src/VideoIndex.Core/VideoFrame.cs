namespace VideoIndex.Core;

/// <summary>One picture: packed 8-bit RGB, rows from the top, no padding (<c>Width * Height * 3</c> bytes).</summary>
/// <remarks>Upright and with square pixels: rotation and sample aspect are already applied. Not safe to change after it was handed on.</remarks>
public sealed record VideoFrame(int Width, int Height, ReadOnlyMemory<byte> Rgb);
