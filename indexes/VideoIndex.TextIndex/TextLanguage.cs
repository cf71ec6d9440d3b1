namespace VideoIndex.TextIndex;

/// <summary>The language whose inflections a text index sees through.</summary>
public enum TextLanguage
{
    English,
    German,
    French,
    Spanish,
    Portuguese,
    Italian,

    /// <summary>Chinese, Japanese and Korean as pairs of characters; beside them English.</summary>
    Cjk,
}
