using VideoIndex.Core;

namespace VideoIndex.Search;

/// <summary>Says which clips are so alike that one may stand for the others: nearly the same is written about them. A pure rule.</summary>
/// <param name="cosine">How near the meaning of two documents is; null where nobody can tell, and then the words decide alone.</param>
internal sealed class AlikeRule(Func<TimedDocument, TimedDocument, double?> cosine)
{
    /// <summary>
    /// One word in another's place in a line of thirteen gives 12 of 14: such lines are compared by meaning too. Shorter lines with one other
    /// word (the red car, the blue car) are two things.
    /// </summary>
    private const double NearlySameWords = 0.85;

    private const double NearlySameMeaning = 0.97;

    /// <summary>What is written twice in one film are two moments of it; what is written more often is a camera that sees the same for hours.</summary>
    private const int SameInOneMedia = 2;

    private readonly Dictionary<JoinedClip, WordSet> _words = new(ReferenceEqualityComparer.Instance);

    /// <summary>The first of the clips shown that can stand for another; null when that must be shown itself.</summary>
    public int? StandsFor(JoinedClip clip, IReadOnlyList<JoinedClip> shown)
    {
        if (clip.Best.IsJudgedRight)
            return null;
        int? first = null;
        var inSameMedia = 0;
        for (var i = 0; i < shown.Count; i++)
        {
            if (!AreAlike(clip, shown[i]))
                continue;
            first ??= i;
            inSameMedia += shown[i].Best.Document.MediaId == clip.Best.Document.MediaId ? 1 : 0;
            if (shown[i].Best.Document.MediaId != clip.Best.Document.MediaId || inSameMedia == SameInOneMedia)
                return first;
        }

        return null;
    }

    private bool AreAlike(JoinedClip a, JoinedClip b)
    {
        var words = Words(a).Likeness(Words(b), NearlySameWords);
        return words == 1 || (words >= NearlySameWords && (cosine(a.Best.Document, b.Best.Document) ?? 0) >= NearlySameMeaning);
    }

    private WordSet Words(JoinedClip clip)
    {
        if (!_words.TryGetValue(clip, out var words))
            _words[clip] = words = new WordSet(clip.Best.Document.Text);
        return words;
    }
}
