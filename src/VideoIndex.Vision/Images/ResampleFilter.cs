namespace VideoIndex.Vision;

/// <summary>How a picture is scaled; the numbers are those of Pillow and of <c>preprocessor_config.json</c>.</summary>
public enum ResampleFilter
{
    Lanczos = 1,
    Bilinear = 2,
    Bicubic = 3,
}
