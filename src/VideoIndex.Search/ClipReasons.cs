using System.Globalization;

namespace VideoIndex.Search;

/// <summary>Says in a few words why a clip is in an answer. Pure.</summary>
internal static class ClipReasons
{
    public static IReadOnlyList<string> Of(JoinedClip clip) => [.. Reasons(clip)];

    private static IEnumerable<string> Reasons(JoinedClip clip)
    {
        var culture = CultureInfo.InvariantCulture;
        if (clip.Best.IsJudgedRight)
            yield return "judged right for this query";
        var evidence = clip.Best.Evidence;
        if (evidence?.WordsRank is { } words)
            yield return string.Create(culture, $"same words: place {words}");
        if (evidence is { MeaningRank: { } meaning, Cosine: { } cosine })
            yield return string.Create(culture, $"same meaning: place {meaning}, {cosine:0.00}");
        if (clip.Hits > 1)
            yield return string.Create(culture, $"{clip.Hits} neighbours joined");
    }
}
