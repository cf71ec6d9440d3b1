using VideoIndex.Search;

namespace VideoIndex.EndToEnd.Tests.MainJob;

/// <summary>Counts how many of the first clips of answers are right.</summary>
internal sealed class FirstClips
{
    public int Answered { get; private set; }

    public int Right { get; private set; }

    /// <summary>Of the queries that got an answer.</summary>
    public double Precision => Answered == 0 ? 0 : (double)Right / Answered;

    public void Add(SearchResult result, IReadOnlyList<SceneTruth> right)
    {
        Answered += result.NoMatch ? 0 : 1;
        Right += !result.NoMatch && IsRight(result.Clips[0], right) ? 1 : 0;
    }

    public static bool IsRight(Clip clip, IReadOnlyList<SceneTruth> right) => right.Any(scene => scene.IsIn(clip));

    public override string ToString() => FormattableString.Invariant($"{Right} of {Answered} first clips right, {Precision:0.000}");
}
