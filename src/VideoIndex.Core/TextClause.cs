namespace VideoIndex.Core;

/// <summary>A piece of a text query. Text is as the user wrote it: the index analyses it like its documents.</summary>
public abstract record TextClause
{
    private TextClause()
    {
    }

    /// <summary>One of the words that a document should have; the more of them, the better.</summary>
    public sealed record Word(string Text) : TextClause;

    /// <summary>Words that must stand together, in this order.</summary>
    public sealed record Phrase(string Text) : TextClause;

    /// <summary>The beginning of a word; otherwise as <see cref="Word"/>.</summary>
    public sealed record Prefix(string Text) : TextClause;

    /// <summary>One of these must be there.</summary>
    public sealed record AnyOf(IReadOnlyList<TextClause> Clauses) : TextClause;

    /// <summary>Must be there, in a document of this source (<see cref="TimedDocument.Source"/>).</summary>
    public sealed record From(string Source, TextClause Clause) : TextClause;

    /// <summary>Every document: what remains to be looked for when a query only leaves things out.</summary>
    public sealed record Anything : TextClause;
}
