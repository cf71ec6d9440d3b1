namespace VideoIndex.Media;

internal static class CueText
{
    public const int LongestText = 2000;
}
