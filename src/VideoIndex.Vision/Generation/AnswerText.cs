using System.Text;

namespace VideoIndex.Vision;

/// <summary>The text of an answer while it is written: handed out as soon as it is certain that no stop text begins in it.</summary>
internal sealed class AnswerText(ITokenText tokens, IReadOnlyList<string> stops, Action<string>? onText)
{
    private readonly StringBuilder _text = new();
    private string _held = "";

    /// <summary>Whether a stop text was written; nothing after it is taken.</summary>
    public bool IsStopped { get; private set; }

    public void Append(int token) => Append(tokens.Append(token));

    /// <summary>All of the text; what was held back is handed out first.</summary>
    public string Finish()
    {
        if (!IsStopped)
            Append(tokens.Finish());
        if (!IsStopped)
            HandOut(_held);
        _held = "";
        return _text.ToString();
    }

    private void Append(string text)
    {
        _held += text;
        var stop = stops.Select(s => _held.IndexOf(s, StringComparison.Ordinal)).Where(at => at >= 0).DefaultIfEmpty(-1).Min();
        IsStopped = stop >= 0;
        var certain = IsStopped ? stop : _held.Length - LongestBeginning();
        HandOut(_held[..certain]);
        _held = _held[certain..];
    }

    /// <summary>How much of the end of the text may be the beginning of a stop text.</summary>
    private int LongestBeginning()
    {
        var longest = 0;
        foreach (var stop in stops)
        {
            for (var length = Math.Min(stop.Length - 1, _held.Length); length > longest; length--)
            {
                if (_held.AsSpan(_held.Length - length).SequenceEqual(stop.AsSpan(0, length)))
                    longest = length;
            }
        }

        return longest;
    }

    private void HandOut(string text)
    {
        if (text.Length == 0)
            return;
        _text.Append(text);
        onText?.Invoke(text);
    }
}
