namespace VideoIndex.Media;

/// <summary>A kind of picture file, known by its first bytes, and what of ffmpeg may open it.</summary>
internal sealed record StillFormat(string Demuxer, string Decoder)
{
    /// <summary>Enough to tell every kind apart.</summary>
    public const int Signature = 12;

    private static readonly StillFormat s_png = new("png_pipe", "png");
    private static readonly StillFormat s_jpeg = new("jpeg_pipe", "mjpeg");
    private static readonly StillFormat s_webp = new("webp_pipe", "webp");

    /// <summary>Null for anything but PNG, JPEG and WebP.</summary>
    public static StillFormat? Recognise(ReadOnlySpan<byte> start) =>
        start.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10]) ? s_png
        : start.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? s_jpeg
        : start.Length >= Signature && start.StartsWith("RIFF"u8) && start[8..].StartsWith("WEBP"u8) ? s_webp
        : null;
}
