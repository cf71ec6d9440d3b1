using VideoIndex.Core;
using VideoIndex.Search;

namespace VideoIndex.Cli.Commands;

/// <summary>The answer of <c>feedback --json</c>.</summary>
/// <param name="Right">In the order that the person gave them.</param>
/// <param name="Foreign">Tracks that come from no search.</param>
/// <param name="NotJudged">Clips of the playlist about which nothing is kept: the playlist does not tell which they were, or they are gone.</param>
internal sealed record FeedbackJson(string Query, IReadOnlyList<FeedbackJson.ClipJson> Right, IReadOnlyList<FeedbackJson.ClipJson> Wrong, int Foreign, int NotJudged)
{
    public static FeedbackJson From(PlaylistFeedback feedback, IReadOnlyList<Judgement> kept, IReadOnlyDictionary<long, string> paths) => new(
        feedback.Query, Clips(kept, paths, isRight: true), Clips(kept, paths, isRight: false), feedback.Foreign, feedback.NotTold + feedback.Judgements.Count - kept.Count);

    private static List<ClipJson> Clips(IReadOnlyList<Judgement> kept, IReadOnlyDictionary<long, string> paths, bool isRight) =>
        [.. kept.Where(each => each.IsRight == isRight).Select(each => new ClipJson(each.MediaId, paths[each.MediaId], each.Span.StartMs, each.Span.EndMs))];

    internal sealed record ClipJson(long MediaId, string Path, long StartMs, long EndMs);
}
