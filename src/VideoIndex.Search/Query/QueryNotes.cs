namespace VideoIndex.Search;

/// <summary>What is said about a query, each thing once and not without end.</summary>
internal sealed class QueryNotes
{
    /// <summary>About what a person reads; a hostile query could ask for hundreds.</summary>
    public const int Most = 8;

    private const int LongestQuote = 40;

    private readonly List<string> _notes = [];

    public IReadOnlyList<string> All => _notes;

    public void Add(string note)
    {
        if (_notes.Count < Most && !_notes.Contains(note))
            _notes.Add(note);
    }

    /// <summary>A piece of the query in backticks, cut to what a line bears.</summary>
    public static string Quote(string piece) => piece.Length <= LongestQuote ? $"`{piece}`" : $"`{piece[..LongestQuote]}…`";
}
