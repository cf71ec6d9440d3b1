using System.Text;
using System.Text.RegularExpressions;

namespace VideoIndex.Media;

/// <summary>Keeps what matters of a tool's messages: the last lines, cut where they are long. Bounded however much is written. Not thread-safe.</summary>
internal sealed partial class StderrTail
{
    private const int Lines = 20;
    private const int LongestLine = 400;

    // What ffmpeg's demuxers say when the file ends before its own header says.
    private static readonly string[] EndsEarly = ["partial file", "File ended prematurely", "moov atom not found"];

    private static readonly string[] Remarks =
        ["Conversion failed", "Last message repeated", "Error marking filters as finished", "after EOF", "not on whitelist"];

    private readonly Queue<string> lines = new();
    private readonly StringBuilder line = new();

    /// <summary>Lines that say the time of a picture go here and are no messages; null where none are written.</summary>
    public PictureTimes? Times { get; init; }

    /// <summary>Whether a line told that the file is cut off: still being copied, or a broken download.</summary>
    public bool FileIsCutOff { get; private set; }

    public IReadOnlyCollection<string> LastLines => lines;

    /// <summary>The most telling line: the last one that is not a closing remark or about a stream we do not read; null when there is none.</summary>
    public string? LastSentence => lines.LastOrDefault(each => !Remarks.Any(remark => each.Contains(remark, StringComparison.Ordinal)));

    /// <summary>The decoder that was asked for and not allowed, null when there was none.</summary>
    public string? RefusedDecoder => lines.Select(each => RefusedCodec().Match(each)).FirstOrDefault(match => match.Success)?.Groups[1].Value;

    public bool Contains(string part) => lines.Any(each => each.Contains(part, StringComparison.Ordinal));

    /// <summary>`16000x16000` when a picture was larger than allowed, else null.</summary>
    public string? RefusedSize => lines.Select(each => RefusedPicture().Match(each)).FirstOrDefault(match => match.Success)?.Groups[1].Value;

    public void Add(ReadOnlySpan<byte> bytes)
    {
        foreach (var sign in Encoding.UTF8.GetString(bytes))
        {
            if (sign is '\n' or '\r')
                EndLine();
            else if (line.Length < LongestLine)
                line.Append(sign);
        }
    }

    public void EndLine()
    {
        var text = WithoutAddress(CleanText.Line(line.ToString(), LongestLine));
        line.Clear();
        if (text.Length == 0 || Times?.TryTake(text) == true)
            return;
        FileIsCutOff |= EndsEarly.Any(each => text.Contains(each, StringComparison.Ordinal));
        if (lines.Count == Lines)
            lines.Dequeue();
        lines.Enqueue(text);
    }

    // `[mov,mp4 @ 0x55ced2187880] ...`: the address differs from run to run, the same failure must not.
    private static string WithoutAddress(string text)
    {
        var at = text.IndexOf(" @ 0x", StringComparison.Ordinal);
        var end = at < 0 ? -1 : text.IndexOf(']', at);
        return text.StartsWith('[') && end > 0 ? string.Concat(text.AsSpan(0, at), text.AsSpan(end)) : text;
    }

    [GeneratedRegex(@"Codec \((\w+)\) not on whitelist", RegexOptions.None, 1000)]
    private static partial Regex RefusedCodec();

    [GeneratedRegex(@"Picture size (\d+x\d+) (?:exceeds|is invalid)", RegexOptions.None, 1000)]
    private static partial Regex RefusedPicture();
}
