using System.Globalization;
using VideoIndex.Core;

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
        foreach (var reason in Reasons(clip.Best.Evidence))
            yield return reason;
        foreach (var (evidence, number) in clip.Moments.Select((evidence, at) => (evidence, at + 1)))
            yield return string.Create(culture, $"moment {number}: {string.Join("; ", Reasons(evidence))}");
        if (clip.Hits > 1)
            yield return string.Create(culture, $"{clip.Hits} neighbours joined");
    }

    private static IEnumerable<string> Reasons(HitEvidence? evidence)
    {
        if (evidence?.WordsRank is { } words)
            yield return string.Create(CultureInfo.InvariantCulture, $"same words: place {words}");
        if (evidence is { MeaningRank: { } meaning, Cosine: { } cosine })
            yield return string.Create(CultureInfo.InvariantCulture, $"same meaning: place {meaning}, {cosine:0.00}");
    }
}
