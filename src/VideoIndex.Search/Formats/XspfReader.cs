using System.Xml;
using VideoIndex.Core;

namespace VideoIndex.Search;

/// <summary>Reads what a player saved of a playlist of ours. Nothing in it is trusted; nothing that it names is opened. Pure but for the stream.</summary>
internal static class XspfReader
{
    /// <summary>Characters; a playlist of a thousand clips has two million.</summary>
    private const long MostCharacters = 16 << 20;

    /// <summary>Players let a playlist grow; more than this is no playlist of clips.</summary>
    private const int MostTracks = 10_000;

    /// <summary>An option of a track stands four deep.</summary>
    private const int Deepest = 32;

    /// <summary>No document type, so no entities that grow and no files or addresses that they are read from.</summary>
    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = MostCharacters,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    /// <summary>The mark of each track, in the order of the playlist; null for a track that has none.</summary>
    /// <exception cref="VideoIndexException"><c>bad_option</c>: it is no XSPF playlist, or larger than any.</exception>
    public static IReadOnlyList<PlaylistMark?> ReadMarks(Stream from)
    {
        try
        {
            using var xml = XmlReader.Create(from, Settings);
            return xml.MoveToContent() == XmlNodeType.Element && xml is { LocalName: "playlist", NamespaceURI: XspfWriter.Xspf }
                ? ReadTracks(xml)
                : throw NoPlaylist($"it begins with `{xml.LocalName}`");
        }
        catch (XmlException trouble)
        {
            throw NoPlaylist(trouble.Message, trouble);
        }
    }

    private static List<PlaylistMark?> ReadTracks(XmlReader xml)
    {
        var marks = new List<PlaylistMark?>();
        while (xml.Read())
        {
            if (xml.Depth > Deepest)
                throw NoPlaylist($"it is more than {Deepest} elements deep");
            if (xml.NodeType != XmlNodeType.Element)
                continue;
            if (xml is { LocalName: "track", NamespaceURI: XspfWriter.Xspf })
                marks.Add(null);
            else if (xml is { LocalName: "option", NamespaceURI: XspfWriter.Vlc } && marks.Count > 0)
                marks[^1] ??= PlaylistMark.TryParse(Text(xml));
            if (marks.Count > MostTracks)
                throw NoPlaylist($"it has more than {MostTracks} tracks");
        }

        return marks;
    }

    /// <summary>The element's own text; what stands deeper is not ours.</summary>
    private static string Text(XmlReader xml) =>
        !xml.IsEmptyElement && xml.Read() && xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA ? xml.Value.Trim() : "";

    private static VideoIndexException NoPlaylist(string found, Exception? cause = null) => new(
        ErrorCodes.BadOption, $"the file is no XSPF playlist: {found}", "save the playlist in VLC as `XSPF playlist`", cause);
}
