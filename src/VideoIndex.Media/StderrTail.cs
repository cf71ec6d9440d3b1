using System.Text;

namespace VideoIndex.Media;

/// <summary>Keeps what matters of a tool's messages: the last lines, cut where they are long. Bounded however much is written. Not thread-safe.</summary>
internal sealed class StderrTail
{
    private const int Lines = 20;
    private const int LongestLine = 400;

    // What ffmpeg's demuxers say when the file ends before its own header says.
    private static readonly string[] EndsEarly = ["partial file", "File ended prematurely", "moov atom not found"];

    private readonly Queue<string> lines = new();
    private readonly StringBuilder line = new();

    /// <summary>Whether a line told that the file is cut off: still being copied, or a broken download.</summary>
    public bool FileIsCutOff { get; private set; }

    public IReadOnlyCollection<string> LastLines => lines;

    /// <summary>The most telling line for a sentence: the last one that is not ffmpeg's closing remark; null when nothing was said.</summary>
    public string? LastSentence => lines.LastOrDefault(each => !each.StartsWith("Conversion failed", StringComparison.Ordinal)) ?? lines.LastOrDefault();

    public bool Contains(string part) => lines.Any(each => each.Contains(part, StringComparison.Ordinal));

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
        if (text.Length == 0)
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
}
