using VideoIndex.Cli.Ask;
using VideoIndex.Core;

namespace VideoIndex.Cli.Find;

/// <summary>A media and a time in it as a person names them together: <c>film.mp4@0:50</c>, <c>3@1:02:03</c>. Pure.</summary>
/// <param name="Media">As <see cref="NamedMedia"/> takes it.</param>
/// <param name="At">Null when only a media is named.</param>
internal sealed record NamedMoment(string Media, TimeSpan? At)
{
    /// <exception cref="VideoIndexException"><c>bad_option</c>: no time is named.</exception>
    public TimeSpan Time => At ?? throw new VideoIndexException(ErrorCodes.BadOption,
        $"`{Media}` names no time, expected a file or a media's id, `@` and a time", "write it like `film.mp4@1:20`");

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
