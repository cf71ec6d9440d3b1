using System.Globalization;

namespace VideoIndex.TextIndex;

/// <summary>What an index says of itself, stored in each commit: whose catalog it follows, how far it has come, and for which language it was made.</summary>
internal sealed record CommitMark(string CatalogId, long AppliedChange, TextLanguage Language)
{
    /// <summary>Raised whenever fields or analysis change: an index of another format is built anew from the catalog.</summary>
    public const int CurrentFormat = 4;

    private const string FormatKey = "videoindex.format";
    private const string CatalogKey = "videoindex.catalog";
    private const string ChangeKey = "videoindex.change";
    private const string LanguageKey = "videoindex.language";

    public Dictionary<string, string> ToUserData() => new()
    {
        [FormatKey] = CurrentFormat.ToString(CultureInfo.InvariantCulture),
        [CatalogKey] = CatalogId,
        [ChangeKey] = AppliedChange.ToString(CultureInfo.InvariantCulture),
        [LanguageKey] = Language.Name(),
    };

    /// <summary>Null when the commit is not ours, or of another format.</summary>
    public static CommitMark? TryParse(IDictionary<string, string> userData) =>
        userData.TryGetValue(FormatKey, out var format)
        && format == CurrentFormat.ToString(CultureInfo.InvariantCulture)
        && userData.TryGetValue(CatalogKey, out var catalog)
        && userData.TryGetValue(ChangeKey, out var text)
        && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var change)
        && LanguageOf(userData) is { } language
            ? new CommitMark(catalog, change, language)
            : null;

    /// <summary>Indexes from before there was a choice are English.</summary>
    private static TextLanguage? LanguageOf(IDictionary<string, string> userData) =>
        userData.TryGetValue(LanguageKey, out var name) ? TextLanguageNames.TryParse(name) : TextLanguage.English;
}
