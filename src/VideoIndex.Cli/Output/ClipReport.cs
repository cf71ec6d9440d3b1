using System.Globalization;
using VideoIndex.Search;

namespace VideoIndex.Cli.Output;

/// <summary>What a search found, for people: the clips on stdout, all that is to be said about them on stderr.</summary>
internal static class ClipReport
{
    public static void Print(SearchResult result, TimeSpan took)
    {
        foreach (var line in ClipTable.Lines(result.Clips, TerminalStyle.OfStdout()))
            Console.WriteLine(line);
        SayAbout(result, took);
    }

    public static void SayAbout(SearchResult result, TimeSpan took)
    {
        foreach (var more in result.LeftOut)
            Terminal.Say(string.Create(CultureInfo.InvariantCulture, $"and {more.Clips} more from {Terminal.Printable(more.Path)}"));
        foreach (var note in result.Notes)
            Terminal.Say($"note: {Terminal.Printable(note)}");
        if (result.NoMatch)
            Terminal.Say($"nothing matches `{Terminal.Printable(result.Query)}`");
        if (result.Closest.Count > 0)
            Terminal.Say("---- closest, unlikely (--all shows everything) ----");
        foreach (var clip in result.Closest)
            Terminal.Say($"     {Terminal.Printable(clip.Path)}  {clip.Span}  {Terminal.Printable(clip.Caption)}");
        Terminal.Say(string.Create(CultureInfo.InvariantCulture, $"searched {Terminal.Count(result.WindowsSearched, "window")} in {took.TotalMilliseconds:0} ms{Pending(result)}"));
    }

    private static string Pending(SearchResult result) => result.WindowsPending == 0 ? ""
        : $"; {Terminal.Count(result.WindowsPending, "window")} not captioned yet: `videoindex index` goes on with them";
}
