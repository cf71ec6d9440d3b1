namespace VideoIndex.Api;

/// <summary>People's words in a part of an address's path.</summary>
internal static class PathPart
{
    /// <summary>The words as they were before they were escaped: the web server leaves a slash as it came, for others would take it for the next part.</summary>
    public static string Text(string part) => part.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);
}
