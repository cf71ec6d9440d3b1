namespace VideoIndex.Catalog;

/// <summary>Which media are asked for, by what the catalog knows of them and of their files. Everything given must hold.</summary>
public sealed record MediaFilter
{
    /// <summary>Each must stand in the absolute path, in a folder's name or the file's; case does not count.</summary>
    public IReadOnlyList<string> In { get; init; } = [];

    /// <summary>None of these may stand in the absolute path.</summary>
    public IReadOnlyList<string> NotIn { get; init; } = [];

    /// <summary>The file has one of these extensions, given without the dot; none given: any.</summary>
    public IReadOnlyList<string> Extensions { get; init; } = [];

    public IReadOnlyList<string> NotExtensions { get; init; } = [];

    /// <summary>Shortest length of the media.</summary>
    public TimeSpan? AtLeast { get; init; }

    /// <summary>Longest length of the media.</summary>
    public TimeSpan? AtMost { get; init; }

    /// <summary>The file was last written at this moment or later.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>The file was last written before this moment.</summary>
    public DateTimeOffset? Before { get; init; }

    /// <summary>Each must stand in the name of a model that wrote captions of the media.</summary>
    public IReadOnlyList<string> Models { get; init; } = [];

    /// <summary>None of these may stand in that name.</summary>
    public IReadOnlyList<string> NotModels { get; init; } = [];

    /// <summary>The state of the library the file is in.</summary>
    public LibraryState? State { get; init; }

    public bool IsEmpty => In.Count + NotIn.Count + Extensions.Count + NotExtensions.Count + Models.Count + NotModels.Count == 0
        && AtLeast is null && AtMost is null && From is null && Before is null && State is null;
}
