using VideoIndex.Core;

namespace VideoIndex.Search;

/// <summary>What people said about the clips of a query goes before any score: wrong ones are left out, right ones come first. A pure rule.</summary>
internal sealed class JudgedHits(IReadOnlyList<Judgement> judgements)
{
    /// <summary>A right hit has this many times the best score of those that were not judged; so it neither joins them nor hides among them.</summary>
    private const double RightFactor = 2;

    /// <summary>Places told apart; what comes after them has one score.</summary>
    private const int Places = 200;

    /// <summary>Cosines can be below zero: a multiple of one would come last.</summary>
    private const double LeastScore = 0.001;

    private readonly HashSet<Judgement> _leftOut = [];
    private readonly List<Judgement> _right = [.. judgements.Where(judgement => judgement.IsRight).OrderBy(judgement => judgement.Place ?? int.MaxValue)];

    public bool IsEmpty => judgements.Count == 0;

    /// <summary>What to say about clips that are missing; null when none is.</summary>
    public string? Note => _leftOut.Count switch
    {
        0 => null,
        1 => "1 clip that was judged wrong for this query is left out",
        _ => $"{_leftOut.Count} clips that were judged wrong for this query are left out",
    };

    /// <summary>The hits of one round, as their judgements leave them.</summary>
    /// <param name="hits">The best first.</param>
    public IReadOnlyList<TextHit> Apply(IReadOnlyList<TextHit> hits)
    {
        if (IsEmpty || hits.Count == 0)
            return hits;
        var best = Math.Max(hits.Max(hit => hit.Score), LeastScore);
        return [.. hits.Where(hit => !IsWrong(hit.Document.MediaId, hit.Document.Span)).Select(hit => Raised(hit, best)).OrderByDescending(hit => hit.Score)];
    }

    /// <summary>As <see cref="Apply(IReadOnlyList{TextHit})"/>, for clips of several moments, which are judged as one.</summary>
    public IReadOnlyList<JoinedClip> Apply(IReadOnlyList<JoinedClip> clips)
    {
        if (IsEmpty || clips.Count == 0)
            return clips;
        var best = Math.Max(clips.Max(clip => clip.Best.Score), LeastScore);
        return
        [
            .. clips.Where(clip => !IsWrong(clip.Best.Document.MediaId, clip.Span))
                .Select(clip => RightFor(clip.Best.Document.MediaId, clip.Span) is { } right ? clip with { Best = Raise(clip.Best, right, best) } : clip)
                .OrderByDescending(clip => clip.Best.Score),
        ];
    }

    private TextHit Raised(TextHit hit, double best) =>
        RightFor(hit.Document.MediaId, hit.Document.Span) is { } right ? Raise(hit, right, best) : hit;

    /// <summary>All hits of one judged clip get one score, so that they make that clip again.</summary>
    private TextHit Raise(TextHit hit, Judgement right, double best) => hit with
    {
        Score = best * RightFactor * (right.Place is null ? 1 : Math.Pow(RightFactor, Math.Max(0, Math.Min(_right.Count, Places) - _right.IndexOf(right)))),
        Confidence = hit.Confidence is null ? null : 1,
        Support = hit.Support is null ? null : 1,
        IsJudgedRight = true,
    };

    private Judgement? RightFor(long mediaId, TimeRange span) =>
        _right.FirstOrDefault(judgement => judgement.MediaId == mediaId && ClipJoiner.IsSameMoment(judgement.Span, span));

    /// <summary>A span that was judged right by itself stays, although it lies in a longer one that was judged wrong.</summary>
    private bool IsWrong(long mediaId, TimeRange span)
    {
        var wrong = judgements.FirstOrDefault(judgement => !judgement.IsRight && judgement.MediaId == mediaId && ClipJoiner.IsSameMoment(judgement.Span, span));
        if (wrong is null || RightFor(mediaId, span) is not null)
            return false;
        _leftOut.Add(wrong);
        return true;
    }
}
