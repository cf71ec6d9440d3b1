using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;

namespace VideoIndex.Search;

/// <summary>Writes clips as an XSPF playlist that VLC opens at the right file and second. Write it to a UTF-8 writer.</summary>
/// <remarks>The tracks stand in the order of their rank. VLC's tree of nodes is not used: it would play file by file.</remarks>
public static partial class XspfWriter
{
    internal const string Xspf = "http://xspf.org/ns/0/";
    internal const string Vlc = "http://www.videolan.org/vlc/playlist/ns/0/";
    private const string VlcApplication = "http://www.videolan.org/vlc/playlist/0";

    public static void Write(TextWriter to, SearchResult result) => Write(to, result, clip => FileUri.From(clip.Path));

    /// <param name="location">Where a player finds the clip's file: an address that is percent-encoded already.</param>
    public static void Write(TextWriter to, SearchResult result, Func<Clip, string> location)
    {
        // Written by hand: XmlWriter would name the encoding of its TextWriter, utf-16 for a string.
        to.Write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        using var xml = XmlWriter.Create(to, new XmlWriterSettings { OmitXmlDeclaration = true, Indent = true, NewLineChars = "\n" });
        xml.WriteStartElement("playlist", Xspf);
        xml.WriteAttributeString("version", "1");
        xml.WriteAttributeString("xmlns", "vlc", null, Vlc);
        WriteText(xml, "title", PlaylistText.Line(result.Query));
        xml.WriteStartElement("trackList", Xspf);
        for (var i = 0; i < result.Clips.Count; i++)
            WriteTrack(xml, result, i, location(result.Clips[i]));
        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.Flush();
        to.Write('\n');
    }

    private static void WriteTrack(XmlWriter xml, SearchResult result, int id, string location)
    {
        var clip = result.Clips[id];
        xml.WriteStartElement("track", Xspf);
        xml.WriteElementString("location", Xspf, location);
        WriteText(xml, "title", PlaylistText.Title(clip));
        WriteText(xml, "annotation", PlaylistText.Line(clip.Caption));
        xml.WriteElementString("trackNum", Xspf, clip.Rank.ToString(CultureInfo.InvariantCulture));
        xml.WriteElementString("duration", Xspf, ((long)clip.Span.Length.TotalMilliseconds).ToString(CultureInfo.InvariantCulture));
        xml.WriteStartElement("extension", Xspf);
        xml.WriteAttributeString("application", VlcApplication);
        xml.WriteElementString("id", Vlc, id.ToString(CultureInfo.InvariantCulture));
        xml.WriteElementString("option", Vlc, $"start-time={PlaylistText.Seconds(clip.Span.Start)}");
        xml.WriteElementString("option", Vlc, $"stop-time={PlaylistText.Seconds(clip.Span.End)}");
        if (PlaylistMark.Option(result, id) is { } mark)
            xml.WriteElementString("option", Vlc, mark);
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    /// <summary>
    /// VLC decodes entities once more in what the XML parser gave it, so that the letters <c>&amp;lt;</c> of a caption would come out as
    /// <c>&lt;</c>. An ampersand that starts what VLC may take for an entity is written as one; all others are left to other players as
    /// they are.
    /// </summary>
    private static void WriteText(XmlWriter xml, string element, string text) =>
        xml.WriteElementString(element, Xspf, LikeAnEntity().Replace(text, "&amp;"));

    [GeneratedRegex("&(?=#|[A-Za-z][A-Za-z0-9]*;)", RegexOptions.CultureInvariant)]
    private static partial Regex LikeAnEntity();
}
