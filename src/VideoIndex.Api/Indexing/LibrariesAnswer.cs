using VideoIndex.Catalog;

namespace VideoIndex.Api;

/// <summary>The libraries and what failed in them: as <c>status --json</c>.</summary>
public sealed record LibrariesAnswer(IReadOnlyList<LibraryAnswer> Libraries, IReadOnlyList<FileFailureAnswer> Failures)
{
    public static LibrariesAnswer None { get; } = new([], []);

    internal static LibrariesAnswer From(CatalogReader catalog) => new(
        [.. catalog.LibraryStatus(captionFingerprint: null).Select(library => new LibraryAnswer(
            library.Path, library.State == LibraryState.Online ? "online" : "offline", library.Media, library.Windows, library.Captioned, library.Failed))],
        [.. catalog.Failures().Select(failure => new FileFailureAnswer(failure.Path, failure.Code, failure.Message, failure.Hint))]);
}

/// <summary>How far a library is. <paramref name="State"/> is <c>online</c> or <c>offline</c>.</summary>
public sealed record LibraryAnswer(string Path, string State, long Media, long Windows, long Captioned, long Failed);

/// <summary>A file that could not be indexed, and why.</summary>
public sealed record FileFailureAnswer(string Path, string Code, string Message, string? Hint);
