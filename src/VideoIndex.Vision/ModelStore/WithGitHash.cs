namespace VideoIndex.Vision;

/// <summary>Whether git's hash is computed besides SHA-256: it costs as much again, and only small files are named by it.</summary>
internal enum WithGitHash
{
    No,
    Yes,
}
