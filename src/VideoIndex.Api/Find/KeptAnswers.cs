using System.Collections.Concurrent;
using VideoIndex.Search;

namespace VideoIndex.Api;

/// <summary>
/// Answers that were given while nothing has changed that they hang on: a live playlist asks the same each time it is opened, and so do people and
/// scripts. With the first change all of them are forgotten. Thread-safe.
/// </summary>
/// <remarks>Who asks does not matter: an answer holds no token and no address, and everybody who may search may see all of it.</remarks>
internal sealed class KeptAnswers
{
    /// <summary>Some thousand pages; when there are more, it begins anew.</summary>
    public const long MostBytes = 32 << 20;

    private volatile Kept _kept = new(null);

    /// <param name="state">Read before <paramref name="find"/> looks: what changes meanwhile makes another state, in which this answer is not given.</param>
    public FoundClips Get(SearchedState state, Question question, Func<FoundClips> find)
    {
        var kept = _kept;
        if (kept.State != state)
            _kept = kept = new Kept(state);
        if (kept.Answers.TryGetValue(question, out var known))
            return known;
        var found = find();
        if (kept.Answers.TryAdd(question, found) && Interlocked.Add(ref kept.Bytes, BytesOf(question, found)) > MostBytes)
            _kept = new Kept(state);
        return found;
    }

    /// <summary>About what it takes: texts have two bytes a letter, and each object some words besides.</summary>
    private static long BytesOf(Question question, FoundClips found) => 1_000 + (2L * (question.Query?.Length ?? 0))
        + found.Result.Notes.Sum(note => 2L * note.Length) + found.Result.Clips.Concat(found.Result.Closest).Sum(BytesOf);

    private static long BytesOf(Clip clip) => 600 + (2L * (clip.Caption.Length + clip.Path.Length)) + clip.Reasons.Sum(reason => 30 + (2L * reason.Length))
        + (8L * clip.Matches.Count) + clip.Alike.Sum(other => 80 + (2L * other.Path.Length));

    private sealed class Kept(SearchedState? state)
    {
        public long Bytes;

        public SearchedState? State => state;

        public ConcurrentDictionary<Question, FoundClips> Answers { get; } = [];
    }
}
