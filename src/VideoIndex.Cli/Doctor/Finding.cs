namespace VideoIndex.Cli.Doctor;

/// <summary>One line of <c>doctor</c>: what was looked at, what was found, what to do.</summary>
internal sealed record Finding(string What, FindingState State, string Found, string? Hint = null);

internal enum FindingState
{
    Good,

    /// <summary>Works, but the user should know.</summary>
    Note,

    /// <summary>Indexing or searching cannot work like this.</summary>
    Missing,
}
