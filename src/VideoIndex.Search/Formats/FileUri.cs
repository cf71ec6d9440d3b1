namespace VideoIndex.Search;

/// <summary>Writes absolute paths as <c>file:</c> addresses that lead every player back to exactly that file.</summary>
public static class FileUri
{
    /// <summary>
    /// Every segment of the path as its UTF-8 bytes, all but letters, digits and <c>- . _ ~</c> percent-encoded.
    /// <see cref="Uri"/> itself does not do: it takes <c>%41</c> in a name for <c>A</c> and leaves <c>[ ]</c> as they are.
    /// </summary>
    /// <exception cref="ArgumentException">The path is not absolute: a playlist may be moved.</exception>
    public static string From(string absolutePath)
    {
        if (!Path.IsPathFullyQualified(absolutePath))
            throw new ArgumentException($"expected an absolute path, found `{absolutePath}`", nameof(absolutePath));

        return OperatingSystem.IsWindows() ? FromWindows(absolutePath) : FromUnix(absolutePath);
    }

    internal static string FromUnix(string absolutePath) => "file://" + Encode(absolutePath);

    /// <summary><c>C:\a b</c> is <c>file:///C:/a%20b</c>; <c>\\server\share</c> is <c>file://server/share</c>.</summary>
    internal static string FromWindows(string absolutePath)
    {
        var path = absolutePath.Replace('\\', '/');
        return path.StartsWith("//", StringComparison.Ordinal)
            ? "file:" + Encode(path)
            : "file:///" + path[..2] + Encode(path[2..]);
    }

    internal static string Encode(string path) => string.Join('/', path.Split('/').Select(Uri.EscapeDataString));
}
