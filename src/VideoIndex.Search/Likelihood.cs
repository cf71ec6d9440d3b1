namespace VideoIndex.Search;

/// <summary>
/// A probability in words, the same wherever a clip is shown. The words follow from the number alone: they name the chance that this is the very
/// moment meant, not how well its words fit, which may be perfect for a hundred moments that look alike.
/// </summary>
public static class Likelihood
{
    public const string Likely = "likely";
    public const string QuitePossible = "quite possible";
    public const string Possible = "possible";
    public const string Unlikely = "unlikely";

    /// <summary>
    /// As a person says it of a whole number of percent, which is what is shown: one number never has two names.
    /// </summary>
    internal static string Of(double confidence) => Percent(confidence) switch
    {
        >= 50 => Likely,
        >= 15 => QuitePossible,
        >= 2 => Possible,
        _ => Unlikely,
    };

    private static double Percent(double confidence) => Math.Round(100 * confidence);
}
