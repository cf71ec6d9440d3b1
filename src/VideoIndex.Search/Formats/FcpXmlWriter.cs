using System.Globalization;
using System.Xml;

namespace VideoIndex.Search;

/// <summary>Writes clips as FCPXML 1.8 (Final Cut Pro, DaVinci Resolve, Premiere through converters): one timeline, a clip after the other.</summary>
/// <remarks>
/// Every time is a whole number of frames of the timeline, as the form demands. How long a file is, is not known here: the importing
/// program reads it from the file.
/// </remarks>
public static class FcpXmlWriter
{
    private const int FramesPerSecond = 25;

    public static void Write(TextWriter to, string title, IReadOnlyList<Clip> clips)
    {
        // Written by hand, as the document type has no address to stand behind its name.
        to.Write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE fcpxml>\n");
        using var xml = XmlWriter.Create(to, new XmlWriterSettings { OmitXmlDeclaration = true, Indent = true, NewLineChars = "\n" });
        xml.WriteStartElement("fcpxml");
        xml.WriteAttributeString("version", "1.8");
        var assets = WriteResources(xml, clips);
        xml.WriteStartElement("library");
        xml.WriteStartElement("event");
        xml.WriteAttributeString("name", "VideoIndex");
        xml.WriteStartElement("project");
        xml.WriteAttributeString("name", Name(title));
        WriteTimeline(xml, clips, assets);
        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.WriteEndElement();
        xml.Flush();
        to.Write('\n');
    }

    /// <summary>The id of each path's asset.</summary>
    private static Dictionary<string, string> WriteResources(XmlWriter xml, IReadOnlyList<Clip> clips)
    {
        var assets = new Dictionary<string, string>(StringComparer.Ordinal);
        xml.WriteStartElement("resources");
        xml.WriteStartElement("format");
        xml.WriteAttributeString("id", "r1");
        xml.WriteAttributeString("name", "FFVideoFormat1080p25");
        xml.WriteAttributeString("frameDuration", "1/25s");
        xml.WriteEndElement();
        foreach (var path in clips.Select(clip => clip.Path).Distinct(StringComparer.Ordinal))
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"r{assets.Count + 2}");
            assets.Add(path, id);
            xml.WriteStartElement("asset");
            xml.WriteAttributeString("id", id);
            xml.WriteAttributeString("name", Name(Path.GetFileName(path)));
            xml.WriteAttributeString("src", FileUri.From(path));
            xml.WriteAttributeString("start", "0s");
            xml.WriteAttributeString("hasVideo", "1");
            xml.WriteAttributeString("format", "r1");
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
        return assets;
    }

    private static void WriteTimeline(XmlWriter xml, IReadOnlyList<Clip> clips, Dictionary<string, string> assets)
    {
        xml.WriteStartElement("sequence");
        xml.WriteAttributeString("format", "r1");
        xml.WriteAttributeString("tcStart", "0s");
        xml.WriteAttributeString("tcFormat", "NDF");
        xml.WriteStartElement("spine");
        long offset = 0;
        foreach (var clip in clips)
        {
            var start = FormatTime.FrameAt(clip.Span.Start, FramesPerSecond);
            var length = FormatTime.FrameAfter(clip.Span.End, FramesPerSecond) - start;
            xml.WriteStartElement("asset-clip");
            xml.WriteAttributeString("ref", assets[clip.Path]);
            xml.WriteAttributeString("name", Name(Path.GetFileName(clip.Path)));
            xml.WriteAttributeString("offset", Time(offset));
            xml.WriteAttributeString("start", Time(start));
            xml.WriteAttributeString("duration", Time(length));
            xml.WriteElementString("note", PlaylistText.Line(clip.Caption));
            xml.WriteEndElement();
            offset += length;
        }

        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static string Name(string text) => PlaylistText.Line(text);

    private static string Time(long frames) => string.Create(CultureInfo.InvariantCulture, $"{frames}/{FramesPerSecond}s");
}
