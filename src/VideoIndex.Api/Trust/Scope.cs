namespace VideoIndex.Api;

/// <summary>What somebody may do; each holds what comes before it.</summary>
public enum Scope
{
    /// <summary>Open to everybody who reaches the server.</summary>
    Nobody,

    /// <summary>Search, look and play.</summary>
    Search,

    /// <summary>Add folders and start indexing too.</summary>
    Admin,
}
