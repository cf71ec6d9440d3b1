using VideoIndex.Catalog;

namespace VideoIndex.Cli.Commands;

/// <summary>The answer of <c>status --json</c>.</summary>
internal sealed record StatusJson(IReadOnlyList<StatusJson.LibraryJson> Libraries, IReadOnlyList<StatusJson.FailureJson> Failures)
{
    public static StatusJson From(CatalogReader catalog) => new(
        [.. catalog.LibraryStatus(captionFingerprint: null).Select(library => new LibraryJson(
            library.Path, library.State == LibraryState.Online ? "online" : "offline", library.Media, library.Windows, library.Captioned, library.Failed))],
        [.. catalog.Failures().Select(failure => new FailureJson(failure.Path, failure.Code, failure.Message, failure.Hint))]);

    internal sealed record LibraryJson(string Path, string State, long Media, long Windows, long Captioned, long Failed);

    internal sealed record FailureJson(string Path, string Code, string Message, string? Hint);
}
