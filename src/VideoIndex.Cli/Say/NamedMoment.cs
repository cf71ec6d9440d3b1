using VideoIndex.Cli.Ask;
using VideoIndex.Core;

namespace VideoIndex.Cli.Say;

/// <summary>A file and a time in it as a person names them together: <c>film.mp4@0:50</c>. Pure.</summary>
/// <param name="At">Null when only a file is named.</param>
internal sealed record NamedMoment(string File, TimeSpan? At)
{
    /// <summary>What follows the last <c>@</c> is the time when it looks like one: names of files may hold that sign too.</summary>
    /// <exception cref="VideoIndexException"><c>bad_option</c>: it looks like a time and is none.</exception>
    public static NamedMoment Parse(string text)
    {
        var sign = text.LastIndexOf('@');
        var time = text[(sign + 1)..];
        return sign > 0 && time.Length > 0 && time.All(letter => char.IsAsciiDigit(letter) || letter is ':' or '.')
            ? new NamedMoment(text[..sign], ClipTime.Parse("the time after `@`", time))
            : new NamedMoment(text, null);
    }
}
