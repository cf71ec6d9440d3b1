namespace VideoIndex.Core;

/// <summary>A piece of a text, counted in UTF-16 units.</summary>
public readonly record struct TextSpan(int Start, int Length)
{
    public int End => Start + Length;
}
