namespace VideoIndex.Search;

/// <summary>The order of clips once a model has looked at the first of them. A pure rule.</summary>
/// <remarks>
/// What the model says puts a clip into one of three groups; in a group the order in which the clips were found stays, for a small model's
/// probabilities order what is right worse than the search does. The lines are where the sample model's answers part: see second-look.md
/// in tests/VideoIndex.Benchmarks/results.
/// </remarks>
public static class SecondLook
{
    /// <summary>From here on it says yes.</summary>
    private const double Yes = 0.5;

    /// <summary>Below it, it says no. Of what is right 9 % lies below, of what has another colour 67 %.</summary>
    private const double No = 0.2;

    /// <summary>
    /// The clips looked at go by what the model said; those behind them stay where they were. When it says no to all of them, nothing matches:
    /// the closest are named, unless the options ask for everything.
    /// </summary>
    /// <param name="chances">For the first clips, in their order: how likely the model says yes; null where it could not look.</param>
    public static SearchResult Order(SearchResult result, IReadOnlyList<double?> chances, string model, SearchOptions options)
    {
        var looked = result.Clips.Zip(chances, Looked).OrderByDescending(clip => Group(clip.Checked));
        var clips = looked.Concat(result.Clips.Skip(chances.Count)).Select((clip, place) => clip with { Rank = place + 1 });
        var ordered = result with { Clips = [.. clips], CheckedBy = model };
        return chances.Count == 0 || options.LeastConfidence == 0 || chances.Any(chance => chance is not < No) ? ordered
            : ordered with { Clips = [], LeftOut = [], Closest = [.. ordered.Clips.Take(options.Closest)], Notes = [.. result.Notes, Denied(chances.Count)] };
    }

    private static Clip Looked(Clip clip, double? chance) =>
        chance is null ? clip : clip with { Checked = chance, Reasons = [.. clip.Reasons, Reason(chance.Value)] };

    private static int Group(double? chance) => chance switch
    {
        >= Yes => 2,
        < No => 0,
        _ => 1, // nobody could look, or it does not know
    };

    private static string Denied(int clips) => clips == 1
        ? "the model says that the best clip does not show it"
        : FormattableString.Invariant($"the model says that none of the {clips} best clips shows it");

    private static string Reason(double chance)
    {
        var said = Group(chance) switch { 2 => "shows it", 1 => "may show it", _ => "does not show it" };
        return FormattableString.Invariant($"looked at: {said}, {chance:0.00}");
    }
}
