namespace VideoIndex.Vision;

/// <summary>Trouble on the line that may be gone at the next try.</summary>
/// <param name="after">How long the other side asked to wait; null when it did not say.</param>
internal sealed class PassingTroubleException(string message, TimeSpan? after, Exception? cause = null) : Exception(message, cause)
{
    public TimeSpan? After { get; } = after;
}
