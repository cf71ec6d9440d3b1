using System.Globalization;
using VideoIndex.Core;
using VideoIndex.TextIndex;

namespace VideoIndex.Search;

/// <summary>How a search makes clips of hits, and how many it gives.</summary>
public sealed record SearchOptions
{
    /// <summary>The longest page, and as many clips of one media.</summary>
    public const int MostClips = 1_000;

    /// <summary>Clips on a page: about one screen.</summary>
    public int Limit { get; init; } = 20;

    /// <summary>Clips of one media on a page, so that one long film, or one stuffed with words, leaves room for the others.</summary>
    public int ClipsPerMedia { get; init; } = 5;

    /// <summary>
    /// A neighbour belongs to a clip when its score is at least this share of the clip's best. A window with one of two words asked for
    /// has about a quarter of the score of one with both (0.25 for `goal celebration` in the sample films): it must stay outside. Two
    /// windows of one event differ by a few words of length.
    /// </summary>
    public double JoinShare { get; init; } = 0.6;

    /// <summary>Hits this near are neighbours: windows touch, lines of a dialogue have a breath between them.</summary>
    public TimeSpan JoinGap { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>No clip grows beyond this by joining, and a longer cue (a chapter) is played from its start for this long.</summary>
    public TimeSpan LongestClip { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>A shorter clip (a line of two words) starts so much earlier that it has this length: less cannot be understood.</summary>
    public TimeSpan ShortestClip { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>
    /// Hits of each list that are looked at, whichever page is asked for: so pages fit together. As many as the ranking was fitted on;
    /// they make two to three hundred clips.
    /// </summary>
    public int Depth { get; init; } = 400;

    /// <summary>
    /// Clips that look alike are shown as one, which names the others. For a playlist, or to see everything, each stands by itself.
    /// </summary>
    public bool CollapsesAlike { get; init; } = true;

    /// <summary>
    /// When the best clip has less support than this, nothing matches. Where it lies: see <see cref="Confidence"/>.
    /// </summary>
    public double LeastConfidence { get; init; } = Confidence.Line;

    /// <summary>Clips named as the closest when nothing matches.</summary>
    public int Closest { get; init; } = 3;

    /// <summary>Only clips of this one; null for any.</summary>
    public long? Media { get; init; }

    /// <summary>Only clips of files whose path holds this, in any case of letters; null for any.</summary>
    public string? In { get; init; }

    /// <exception cref="VideoIndexException"><c>bad_option</c>: a value outside of its range.</exception>
    public SearchOptions Validated()
    {
        Check(nameof(Limit), Limit, 1, MostClips);
        Check(nameof(ClipsPerMedia), ClipsPerMedia, 1, MostClips);
        Check(nameof(JoinShare), JoinShare, 0, 1);
        Check($"{nameof(JoinGap)} in seconds", JoinGap.TotalSeconds, 0, 60);
        Check($"{nameof(LongestClip)} in seconds", LongestClip.TotalSeconds, 1, 86_400);
        Check($"{nameof(ShortestClip)} in seconds", ShortestClip.TotalSeconds, 0, LongestClip.TotalSeconds);
        Check(nameof(LeastConfidence), LeastConfidence, 0, 1);
        Check(nameof(Closest), Closest, 0, 1_000);
        Check(nameof(Depth), Depth, 1, TextIndexReader.MaxTop);
        return this;
    }

    private static void Check(string name, double value, double least, double most)
    {
        if (!(value >= least && value <= most))
            throw new VideoIndexException(ErrorCodes.BadOption, string.Create(
                CultureInfo.InvariantCulture, $"{name} is `{value}`, expected {least} to {most}"));
    }
}
