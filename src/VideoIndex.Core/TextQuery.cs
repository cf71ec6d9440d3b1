namespace VideoIndex.Core;

/// <summary>What is looked for in a text index: what documents should or must have, and what they must not have.</summary>
public sealed record TextQuery(IReadOnlyList<TextClause> Wanted, IReadOnlyList<TextClause> Unwanted)
{
    public TextQuery(IReadOnlyList<string> words, IReadOnlyList<string> phrases)
        : this([.. words.Select(word => new TextClause.Word(word)), .. phrases.Select(phrase => new TextClause.Phrase(phrase))], [])
    {
    }

    public bool IsEmpty => Wanted.Count == 0;

    /// <summary>The loose words, in order.</summary>
    public IReadOnlyList<string> Words => [.. Wanted.OfType<TextClause.Word>().Select(word => word.Text)];

    /// <summary>The phrases that must be there wherever, in order.</summary>
    public IReadOnlyList<string> Phrases => [.. Wanted.OfType<TextClause.Phrase>().Select(phrase => phrase.Text)];
}
