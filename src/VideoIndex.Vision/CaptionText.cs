using System.Globalization;

namespace VideoIndex.Vision;

/// <summary>Decides whether what a model wrote can stand as a caption. Pure rules.</summary>
internal static class CaptionText
{
    /// <summary>The text without the blanks around it, or null and why.</summary>
    public static (string? Text, string? Note) Judge(string text, StopReason stop)
    {
        text = text.Trim();
        if (stop == StopReason.NotFinite)
            return (null, "the model computed values that are not numbers");
        if (stop == StopReason.Repetition)
            return (null, "the model repeated itself without end");
        if (!text.Any(char.IsLetterOrDigit))
            return (null, "the model wrote no words");
        return text.Any(IsControl) ? (null, "the model wrote control characters") : (text, null);
    }

    /// <summary>Also marks that turn text around or hide in it; joiners are part of words in many scripts.</summary>
    private static bool IsControl(char c) => char.GetUnicodeCategory(c) switch
    {
        UnicodeCategory.Control => c is not ('\n' or '\t'),
        UnicodeCategory.Format => c is not ('\u200c' or '\u200d'),
        _ => false,
    };
}
