using System.Text;

namespace VideoIndex.Tests.Support;

/// <summary>Drains one pipe as it fills, so that the writer never waits for us; what came so far can be read at any time.</summary>
internal sealed class OutputPump
{
    private readonly StringBuilder _text = new();

    public OutputPump(TextReader from) => Done = PumpAsync(from);

    /// <summary>Ends when the last writer has closed its end.</summary>
    public Task Done { get; }

    public string Text
    {
        get
        {
            lock (_text)
                return _text.ToString();
        }
    }

    private async Task PumpAsync(TextReader from)
    {
        var buffer = new char[4096];
        int read;
        while ((read = await from.ReadAsync(buffer)) > 0)
        {
            lock (_text)
                _text.Append(buffer, 0, read);
        }
    }
}
