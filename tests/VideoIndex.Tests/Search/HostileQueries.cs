namespace VideoIndex.Tests.Search;

/// <summary>Queries out of the language's own pieces, odd characters and words, in any order and up to a little too long.</summary>
internal static class HostileQueries
{
    private static readonly string[] _pieces =
    [
        "goal", "the", "dog", "celebr*", "*a*", "*", "**", "?", "-", "--", "-goal", "-\"", "\"", "“", "«", "OR", "AND", "NOT", "THEN", "WITHIN", "WITHIN 30s",
        "WITHIN:", "NEAR:20s", "NEAR:", "NEAR", "-NEAR:1s", "-THEN", "in:", "in:football", "-in:x", "ext:mkv", "ext:,", "longer:1h", "longer:-1",
        "longer:99999999999999999999h", "shorter:0", "before:2024-05", "before:9999", "after:0001", "after:2024-02-30", "model:500m", "offline:no", "offline:",
        "speech:\"a b\"", "speech:", "seen:crowd", "-seen:\"", "seen:seen:x", "a:b", ":", "::", "(", ")", "[a TO z]", "/.*/", "~2", "^9", "\\", "+", "!", "%", "'",
        "\ud800", "\udc00x", "\0", "\u0001", "\u202e", "\ufeff", "日本", "🎉", "e\u0301", "İ", "ß", "a\u00a0b", "'; DROP TABLE file; --",
    ];

    public static string Next(Random random)
    {
        var pieces = random.GetItems(_pieces, random.Next(0, random.Next(20) == 0 ? 400 : 25));
        return string.Join(random.Next(3) == 0 ? "" : " ", pieces);
    }
}
