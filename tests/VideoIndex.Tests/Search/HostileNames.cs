namespace VideoIndex.Tests.Search;

/// <summary>Names that files may have and that players, shells and parsers trip over.</summary>
internal static class HostileNames
{
    public static readonly string[] All =
    [
        "plain.mp4", "two words.mp4", "a#b?c.mp4", "%41.mp4", "100%.mp4", "[x].mp4", "-y.mp4", "'single' \"double\".mp4", "<&>.mp4",
        "]]>.mp4", "&lt;&amp;&#60;.mp4", "日本の動画.mp4", "e\u0301 and \u00e9.mp4", "new\nline.mp4", "tab\t.mp4", "concat:a|b.mp4",
        "#EXTM3U.mp4", " leading.mp4", "back\\slash.mp4", "rtl\u202E4pm.mp4", "🎉.mp4", "\u0001\u007F.mp4", "a;b=c,d+e!$(f)@~.mp4",
        "</location><vlc:option>:sout=x</vlc:option>.mp4", "http:", "\uFFFE.mp4",
    ];

    /// <summary>An absolute path of a few segments, of the names above and of random characters.</summary>
    public static string Path(Random random)
    {
        var segments = Enumerable.Range(0, random.Next(1, 5)).Select(_ => random.Next(2) == 0
            ? All[random.Next(All.Length)]
            : string.Concat(Enumerable.Range(0, random.Next(1, 12)).Select(_ => Character(random))));
        return "/" + string.Join('/', segments);
    }

    private static string Character(Random random)
    {
        int value;
        do
            value = random.Next(3) == 0 ? random.Next(1, 0x110000) : random.Next(1, 0x80);
        while (value is '/' or (>= 0xD800 and <= 0xDFFF));
        return char.ConvertFromUtf32(value);
    }
}
