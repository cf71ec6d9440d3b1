using VideoIndex.Catalog;

namespace VideoIndex.Cli.Commands;

/// <summary>The answer of <c>status --json</c>.</summary>
internal sealed record StatusJson(IReadOnlyList<StatusJson.LibraryJson> Libraries, IReadOnlyList<StatusJson.FailureJson> Failures, IReadOnlyList<StatusJson.WordlessJson> WithoutCaption)
{
    public static StatusJson From(CatalogReader catalog) => new(
        [.. catalog.LibraryStatus(captionFingerprint: null).Select(library => new LibraryJson(
            library.Path, library.State == LibraryState.Online ? "online" : "offline", library.Media, library.Windows, library.Captioned, library.Failed))],
        [.. catalog.Failures().Select(failure => new FailureJson(failure.Path, failure.Code, failure.Message, failure.Hint))],
        [.. catalog.Wordless().Select(wordless => new WordlessJson(wordless.Note, wordless.Windows))]);

    internal sealed record LibraryJson(string Path, string State, long Media, long Windows, long Captioned, long Failed);

    /// <param name="Reason">Why the model's answers could not stand.</param>
    internal sealed record WordlessJson(string Reason, long Windows);

    internal sealed record FailureJson(string Path, string Code, string Message, string? Hint);
}
