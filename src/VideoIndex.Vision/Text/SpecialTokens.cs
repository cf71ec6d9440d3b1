namespace VideoIndex.Vision;

/// <summary>What becomes of special tokens when ids are turned into text.</summary>
public enum SpecialTokens
{
    Keep,
    Skip,
}
