namespace VideoIndex.Core;

/// <summary>An error that the user can act on: what was found, where, what was expected (message) and what to do (hint).</summary>
public sealed class VideoIndexException(string code, string message, string? hint = null, Exception? cause = null)
    : Exception(message, cause)
{
    /// <summary>One of <see cref="ErrorCodes"/>.</summary>
    public string Code { get; } = code;

    /// <summary>What to do about it, or null where nothing can be done.</summary>
    public string? Hint { get; } = hint;

    public Failure ToFailure() => new(Code, Message, Hint);
}
