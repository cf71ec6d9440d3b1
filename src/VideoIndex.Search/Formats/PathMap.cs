using VideoIndex.Core;

namespace VideoIndex.Search;

/// <summary>Where a folder of this machine lies on another: <c>/srv/films</c> is <c>Z:\films</c> there. Immutable, pure.</summary>
public sealed class PathMap
{
    /// <summary>What players open by themselves from another machine's disk.</summary>
    private static readonly string[] Schemes = ["smb", "nfs", "sftp", "http", "https"];

    private static readonly StringComparison Comparison = OperatingSystem.IsWindows() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;

    private readonly string _from;
    private readonly string _to;

    private PathMap(string from, string to) => (_from, _to) = (Slashes(from).TrimEnd('/'), to.TrimEnd('/', '\\'));

    /// <summary>
    /// Reads <c>FROM=TO</c>: an absolute folder of this machine, and what it is called there: <c>Z:\films</c>, <c>\\nas\films</c>, <c>/Volumes/films</c>,
    /// <c>smb://nas/films</c>.
    /// </summary>
    /// <exception cref="VideoIndexException">bad_option</exception>
    public static PathMap Parse(string text)
    {
        // A name may hold `=` too: the first place with a path on both sides parts them.
        for (var at = text.IndexOf('=', StringComparison.Ordinal); at >= 0; at = text.IndexOf('=', at + 1))
            if (Path.IsPathFullyQualified(text[..at]) && IsTarget(text[(at + 1)..]))
                return new PathMap(text[..at], text[(at + 1)..]);
        throw new VideoIndexException(ErrorCodes.BadOption, $"the path map is `{text}`, expected FROM=TO with two absolute paths",
            @"`/srv/films=Z:\films`; TO may be \\nas\films, /Volumes/films or smb://nas/films too");
    }

    /// <summary>The address of a file there, percent-encoded; null when it lies elsewhere, or has a name that Windows cannot hold.</summary>
    public string? AddressOf(string path)
    {
        var slashed = Slashes(path);
        if (!slashed.StartsWith(_from + "/", Comparison))
            return null;
        var rest = slashed[(_from.Length + 1)..];
        if (!IsWindows(_to))
            return (_to.Contains("://", StringComparison.Ordinal) ? _to : FileUri.FromUnix(_to)) + "/" + FileUri.Encode(rest);
        return rest.Split('/').All(IsWindowsName) ? FileUri.FromWindows($"{_to}/{rest}") : null;
    }

    private static bool IsTarget(string to) => IsWindows(to) || to.StartsWith('/')
        || (Uri.IsWellFormedUriString(to, UriKind.Absolute) && Uri.TryCreate(to, UriKind.Absolute, out var address)
            && Schemes.Contains(address.Scheme) && address.UserInfo.Length == 0 && address.Query.Length == 0 && address.Fragment.Length == 0);

    /// <summary><c>Z:\</c> or <c>\\server\share</c>.</summary>
    private static bool IsWindows(string to) =>
        (to.Length >= 2 && char.IsAsciiLetter(to[0]) && to[1] == ':' && (to.Length == 2 || to[2] is '\\' or '/'))
        || (to.StartsWith(@"\\", StringComparison.Ordinal) && to.Length > 2 && to[2] is not '\\' and not '?' and not '.');

    private static bool IsWindowsName(string name) =>
        name.Length > 0 && name[^1] is not ' ' and not '.' && !name.Any(sign => sign < ' ' || "<>:\"\\|?*".Contains(sign, StringComparison.Ordinal));

    private static string Slashes(string path) => OperatingSystem.IsWindows() ? path.Replace('\\', '/') : path;
}
