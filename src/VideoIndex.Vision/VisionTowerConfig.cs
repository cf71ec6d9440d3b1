namespace VideoIndex.Vision;

/// <summary>Sizes of the vision tower (SigLIP): what turns a square picture into features.</summary>
/// <param name="ImageSize">Side of the square picture, in pixels.</param>
/// <param name="PatchSize">Side of a patch, in pixels; pixels beyond the last whole patch are not looked at.</param>
/// <param name="ScaleFactor">Patches of this many rows and columns become one token.</param>
/// <param name="NormEpsilon">Of the layer normalisations.</param>
public sealed record VisionTowerConfig(
    int ImageSize, int PatchSize, int Layers, int Width, int Heads, int MlpWidth, int ScaleFactor, float NormEpsilon)
{
    /// <summary>Patches in a row of the picture.</summary>
    public int Grid => ImageSize / PatchSize;

    public int TokensPerImage => Grid / ScaleFactor * (Grid / ScaleFactor);
}
