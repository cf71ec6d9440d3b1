namespace VideoIndex.Core;

/// <summary>What is looked for in a text index: words and phrases as the user wrote them; the index analyses them like its documents.</summary>
public sealed record TextQuery(IReadOnlyList<string> Words, IReadOnlyList<string> Phrases)
{
    public bool IsEmpty => Words.Count == 0 && Phrases.Count == 0;
}
