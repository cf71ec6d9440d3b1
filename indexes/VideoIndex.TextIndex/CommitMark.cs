using System.Globalization;

namespace VideoIndex.TextIndex;

/// <summary>What an index says of itself, stored in each commit: whose catalog it follows and how far it has come.</summary>
internal sealed record CommitMark(string CatalogId, long AppliedChange)
{
    /// <summary>Raised whenever fields or analysis change: an index of another format is built anew from the catalog.</summary>
    public const int CurrentFormat = 3;

    private const string FormatKey = "videoindex.format";
    private const string CatalogKey = "videoindex.catalog";
    private const string ChangeKey = "videoindex.change";

    public Dictionary<string, string> ToUserData() => new()
    {
        [FormatKey] = CurrentFormat.ToString(CultureInfo.InvariantCulture),
        [CatalogKey] = CatalogId,
        [ChangeKey] = AppliedChange.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>Null when the commit is not ours, or of another format.</summary>
    public static CommitMark? TryParse(IDictionary<string, string> userData) =>
        userData.TryGetValue(FormatKey, out var format)
        && format == CurrentFormat.ToString(CultureInfo.InvariantCulture)
        && userData.TryGetValue(CatalogKey, out var catalog)
        && userData.TryGetValue(ChangeKey, out var text)
        && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var change)
            ? new CommitMark(catalog, change)
            : null;
}
