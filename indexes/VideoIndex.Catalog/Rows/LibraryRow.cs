namespace VideoIndex.Catalog;

/// <summary>A root folder that somebody pointed VideoIndex at.</summary>
/// <param name="Root">Absolute, without a separator at its end (unless it is the root of the file system).</param>
public sealed record LibraryRow(long Id, string Root, LibraryState State)
{
    /// <summary>The root of the library that holds what was imported for media without a file.</summary>
    public const string ImportRoot = "import:";

    public bool IsImport => Root == ImportRoot;

    /// <summary>What a file with this absolute path is called in the library; null when it lies outside.</summary>
    public string? PathInside(string path)
    {
        if (IsImport || !Path.IsPathRooted(path))
            return null;
        var relative = Path.GetRelativePath(Root, path);
        return Path.IsPathRooted(relative) || relative.Split(Path.DirectorySeparatorChar)[0] is ".." ? null : relative;
    }
}
