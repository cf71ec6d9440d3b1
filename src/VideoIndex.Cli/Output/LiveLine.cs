namespace VideoIndex.Cli.Output;

/// <summary>Shows progress on stderr: one line that is rewritten on a terminal, a line now and then elsewhere. Thread-safe.</summary>
internal sealed class LiveLine(TimeProvider clock) : IDisposable
{
    /// <summary>A log file should not fill up, a person who waits should see that it moves.</summary>
    private static readonly TimeSpan LineEvery = TimeSpan.FromSeconds(10);

    private readonly bool _rewrites = !Console.IsErrorRedirected;
    private readonly Lock _lock = new();
    private long _lastLine = clock.GetTimestamp();
    private int _width;

    public void Show(string text)
    {
        lock (_lock)
        {
            if (_rewrites)
                Rewrite(text);
            else if (clock.GetElapsedTime(_lastLine) >= LineEvery)
            {
                _lastLine = clock.GetTimestamp();
                Console.Error.WriteLine(text);
            }
        }
    }

    /// <summary>Says something that stays, above the line.</summary>
    public void Say(string text)
    {
        lock (_lock)
        {
            Clear();
            Console.Error.WriteLine(text);
        }
    }

    public void Dispose()
    {
        lock (_lock)
            Clear();
    }

    private void Clear()
    {
        if (_rewrites && _width > 0)
            Rewrite("");
    }

    private void Rewrite(string text)
    {
        var columns = Math.Max(20, Console.WindowWidth - 1);
        var line = Columns.Cut(text, columns);
        var width = Columns.Of(line);
        Console.Error.Write($"\r{line}{new string(' ', Math.Max(0, Math.Min(_width, columns) - width))}{(text.Length == 0 ? "\r" : "")}");
        _width = width;
    }
}
