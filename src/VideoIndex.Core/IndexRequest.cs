namespace VideoIndex.Core;

/// <summary>What to bring up to date.</summary>
/// <param name="Roots">Absolute paths of library folders; empty means every library the catalog knows.</param>
public sealed record IndexRequest(IReadOnlyList<string> Roots, RetryFailed Retry = RetryFailed.No);

/// <summary>Whether files that failed before are tried again although nothing about them changed.</summary>
public enum RetryFailed
{
    No,
    Yes,
}
