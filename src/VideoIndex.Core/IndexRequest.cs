namespace VideoIndex.Core;

/// <summary>What to bring up to date.</summary>
/// <param name="Roots">Absolute paths of library folders; empty means every library the catalog knows.</param>
/// <param name="RetryFile">Absolute path of one file that failed: only it is tried again, and only its library looked at. Null: as <paramref name="Retry"/> says.</param>
public sealed record IndexRequest(IReadOnlyList<string> Roots, RetryFailed Retry = RetryFailed.No, string? RetryFile = null);

/// <summary>Whether files that failed before are tried again although nothing about them changed.</summary>
public enum RetryFailed
{
    No,
    Yes,
}
