namespace VideoIndex.Media;

/// <summary>What decides how a file reaches a browser. Pure.</summary>
/// <param name="Container">ffmpeg's format names, <c>mov,mp4,m4a,3gp,3g2,mj2</c>.</param>
/// <param name="VideoStream">Index of the stream that is shown.</param>
/// <param name="VideoCodec">ffmpeg's codec name.</param>
/// <param name="PixelFormat">ffmpeg's name, <c>yuv420p</c>.</param>
/// <param name="AudioCodec">Of the first sound stream; null when it is silent.</param>
public sealed record PlaybackForm(string Container, int VideoStream, string VideoCodec, string? PixelFormat, string? AudioCodec)
{
    /// <summary>MIME type of the file itself.</summary>
    public string ContentType => Container.Split(',')[0] switch
    {
        "mov" => "video/mp4",
        "matroska" when IsWebm => "video/webm",
        "matroska" => "video/x-matroska",
        "mpegts" => "video/mp2t",
        "mpeg" => "video/mpeg",
        "avi" => "video/x-msvideo",
        "ogg" => "video/ogg",
        "flv" => "video/x-flv",
        _ => "application/octet-stream",
    };

    /// <summary>Browsers play MP4 and WebM with the codecs that all of them have; what only some have (HEVC, 10 bits) is not handed to them.</summary>
    public DeliveryWay ForBrowsers =>
        IsMp4 && IsMp4Video && IsMp4Audio ? DeliveryWay.AsItIs
        : IsWebm ? DeliveryWay.AsItIs
        : IsMp4Video ? DeliveryWay.Repacked
        : DeliveryWay.Transcoded;

    /// <summary>True when its sound may stand in an MP4 as it is.</summary>
    public bool IsMp4Audio => AudioCodec is null or "aac" or "mp3";

    /// <summary>True when times in it are exact and begin at zero, so that a place for a cut can be told from its packets.</summary>
    public bool SeeksExactly => IsMp4 || Container.StartsWith("matroska", StringComparison.Ordinal);

    private bool IsMp4 => Container.StartsWith("mov,", StringComparison.Ordinal);

    private bool IsMp4Video => VideoCodec == "h264" && PixelFormat is "yuv420p" or "yuvj420p";

    private bool IsWebm => Container.StartsWith("matroska", StringComparison.Ordinal)
        && VideoCodec is "vp8" or "vp9" or "av1" && PixelFormat is "yuv420p" or "yuva420p" && AudioCodec is null or "opus" or "vorbis";
}
