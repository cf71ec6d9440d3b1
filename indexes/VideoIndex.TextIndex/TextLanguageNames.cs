namespace VideoIndex.TextIndex;

/// <summary>Languages as they are written in settings and commits.</summary>
public static class TextLanguageNames
{
    private static readonly Dictionary<TextLanguage, string> _names = new()
    {
        [TextLanguage.English] = "en",
        [TextLanguage.German] = "de",
        [TextLanguage.French] = "fr",
        [TextLanguage.Spanish] = "es",
        [TextLanguage.Portuguese] = "pt",
        [TextLanguage.Italian] = "it",
        [TextLanguage.Cjk] = "cjk",
    };

    public static IReadOnlyCollection<string> All => _names.Values;

    public static string Name(this TextLanguage language) => _names[language];

    /// <summary>Null when no language is written so.</summary>
    public static TextLanguage? TryParse(string name)
    {
        var found = _names.Where(pair => pair.Value.Equals(name, StringComparison.OrdinalIgnoreCase)).ToList();
        return found.Count == 0 ? null : found[0].Key;
    }
}
