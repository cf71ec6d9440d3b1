using System.Collections.Frozen;

namespace VideoIndex.Media;

/// <summary>What ffmpeg may open: everything else is refused before a byte of it reaches a parser that few people test.</summary>
internal static class AllowedMedia
{
    /// <summary>Demuxers by ffmpeg's names. No playlists (they open other files), no picture sequences, no raw or text formats.</summary>
    public const string Containers = "mov,mp4,matroska,webm,avi,mpegts,mpeg,flv,asf,ogg,mxf";

    /// <summary>Only the one file that is named.</summary>
    public const string Protocols = "file";

    /// <summary>
    /// Decoders by ffmpeg's names (`flv` is Sorenson H.263, `msmpeg4` is version 3, `vp6f` is Flash's).
    /// The second line holds what cameras and players of 1995 to 2010 wrote and what broadcast archives hold. Left out on purpose:
    /// lossless and screen codecs (magicyuv, huffyuv, ffv1, ...), game and animation formats, RealVideo, Indeo: rare, and seldom fuzzed.
    /// </summary>
    public const string VideoDecoders =
        "h264,hevc,av1,libdav1d,libaom-av1,vp8,vp9,mpeg4,mpeg2video,mpeg1video,mjpeg,prores,theora,wmv3,vc1," +
        "h263,msmpeg4v2,msmpeg4,wmv1,wmv2,flv,vp6,vp6f,dvvideo,dnxhd";

    /// <summary>
    /// What ffprobe may open besides: it opens a decoder for every stream, cover pictures and sound too, and gives up the whole file
    /// when it may not open one. No picture or sound is decoded beyond what it needs to name the stream.
    /// </summary>
    public const string ProbedCovers = "png,gif,bmp,tiff,webp";

    /// <inheritdoc cref="ProbedCovers"/>
    public const string ProbedSound =
        "aac,aac_latm,ac3,eac3,alac,als,amrnb,amrwb,ape,atrac3,atrac3plus,cook,dca,dolby_e,dvaudio,evrc,flac,g722,g726,g726le,g729,gsm,gsm_ms,ilbc," +
        "mace3,mace6,mlp,mp1,mp1float,mp2,mp2float,mp3,mp3float,mp3adu,mp3adufloat,mp3on4,mp3on4float,nellymoser,opus,libopus,qcelp,qdm2,qdmc," +
        "s302m,speex,libspeex,truehd,tta,vorbis,libvorbis,wavpack,wmalossless,wmapro,wmav1,wmav2,wmavoice," +
        "adpcm_g722,adpcm_ima_dk3,adpcm_ima_dk4,adpcm_ima_qt,adpcm_ima_wav,adpcm_ms,adpcm_swf,adpcm_yamaha," +
        "pcm_alaw,pcm_bluray,pcm_dvd,pcm_f32be,pcm_f32le,pcm_f64be,pcm_f64le,pcm_mulaw,pcm_s16be,pcm_s16be_planar,pcm_s16le,pcm_s16le_planar," +
        "pcm_s24be,pcm_s24le,pcm_s24le_planar,pcm_s32be,pcm_s32le,pcm_s32le_planar,pcm_s8,pcm_s8_planar,pcm_u16be,pcm_u16le,pcm_u24be,pcm_u24le," +
        "pcm_u32be,pcm_u32le,pcm_u8";

    /// <inheritdoc cref="ProbedCovers"/>
    public const string ProbedSubtitles = SubtitleDecoders + ",dvbsub,dvdsub,pgssub,xsub,cc_dec,libzvbi_teletextdec,libaribb24,libaribcaption";

    /// <summary>Decoders of subtitles that are text.</summary>
    public const string SubtitleDecoders = "subrip,srt,ass,ssa,webvtt,mov_text,text";

    /// <summary>Codec names (not decoder names) as ffprobe reports them, of the streams that <see cref="VideoDecoders"/> can decode.</summary>
    private static readonly FrozenSet<string> VideoCodecs = FrozenSet.Create(StringComparer.Ordinal,
        "h264", "hevc", "av1", "vp8", "vp9", "mpeg4", "mpeg2video", "mpeg1video", "mjpeg", "prores", "theora", "wmv3", "vc1",
        "h263", "msmpeg4v2", "msmpeg4v3", "wmv1", "wmv2", "flv1", "vp6", "vp6f", "dvvideo", "dnxhd");

    private static readonly FrozenSet<string> TextSubtitles = FrozenSet.Create(StringComparer.Ordinal,
        "subrip", "srt", "ass", "ssa", "webvtt", "mov_text", "text");

    /// <summary>
    /// File name endings of the containers above. Names that promise sound only (.m4a, .mka, .oga, .wma) are left out:
    /// a music library would be a list of ten thousand failures. Audio books (.m4b) and .ogg may hold pictures and are looked at.
    /// </summary>
    private static readonly FrozenSet<string> Extensions = FrozenSet.Create(StringComparer.OrdinalIgnoreCase,
        ".mp4", ".m4v", ".mov", ".qt", ".3gp", ".3gpp", ".3g2", ".3gp2", ".mj2", ".f4v", ".m4b", ".ismv",
        ".mkv", ".mk3d", ".webm",
        ".avi", ".divx",
        ".ts", ".mts", ".m2ts", ".m2t", ".trp", ".tp",
        ".mpg", ".mpeg", ".mpe", ".mp2v", ".mpv", ".m2p", ".vob", ".vro", ".evo", ".mod", ".tod",
        ".flv", ".asf", ".wmv", ".dvr-ms",
        ".ogg", ".ogv", ".ogm", ".ogx", ".mxf");

    public static bool IsVideoCodec(string? codec) => codec is not null && VideoCodecs.Contains(codec);

    public static bool IsTextSubtitle(string? codec) => codec is not null && TextSubtitles.Contains(codec);

    public static bool IsMediaName(ReadOnlySpan<char> name)
    {
        var extension = Path.GetExtension(name);
        return extension.Length > 0 && Extensions.GetAlternateLookup<ReadOnlySpan<char>>().Contains(extension);
    }

    /// <summary>Endings that transport streams share with TypeScript sources.</summary>
    public static bool MayBeSourceCode(ReadOnlySpan<char> name)
    {
        var extension = Path.GetExtension(name);
        return extension.Equals(".ts", StringComparison.OrdinalIgnoreCase) || extension.Equals(".mts", StringComparison.OrdinalIgnoreCase);
    }
}
