namespace VideoIndex.Cli.Output;

/// <summary>What stdout can show.</summary>
/// <param name="Width">Columns of a line; null where lines are as long as they are (a file, a pipe).</param>
/// <param name="Marks">Whether matched words are bold.</param>
internal sealed record TerminalStyle(int? Width, TextMarks Marks)
{
    public static TerminalStyle Plain { get; } = new(null, TextMarks.None);

    /// <summary>Bold on a terminal, unless NO_COLOR is set or the terminal says that it is dumb.</summary>
    public static TerminalStyle OfStdout()
    {
        if (Console.IsOutputRedirected)
            return Plain;
        var isPlain = !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
            || Environment.GetEnvironmentVariable("TERM") is null or "" or "dumb";
        return new TerminalStyle(Console.WindowWidth is > 0 and var width ? width : null, isPlain ? TextMarks.None : TextMarks.Bold);
    }
}

internal enum TextMarks
{
    None,
    Bold,
}
