namespace VideoIndex.Search;

/// <summary>A piece of a query as it was typed: <c>goal</c>, <c>-"red card"</c>, <c>in:football</c>, <c>OR</c>.</summary>
/// <param name="Raw">All of it, for words and notes.</param>
/// <param name="Without">A minus stands before it.</param>
/// <param name="Key">The letters before a colon, or null.</param>
/// <param name="Value">What follows minus and key, without its quotes.</param>
/// <param name="IsQuoted">The value stood in quotes.</param>
internal sealed record QueryToken(string Raw, bool Without, string? Key, string Value, bool IsQuoted)
{
    public bool IsOperator(string name) => Raw == name && !IsQuoted;

    public bool HasKey(string key) => string.Equals(Key, key, StringComparison.OrdinalIgnoreCase);
}
