using VideoIndex.Core;

namespace VideoIndex.Search;

/// <summary>Puts the pieces of one query together. For one query, one thread.</summary>
internal sealed class QueryReader(IReadOnlyList<QueryToken> tokens)
{
    /// <summary>Moments that a query may string together: more than anybody remembers of a match.</summary>
    public const int MostParts = 8;

    /// <summary>How far apart two moments of `THEN` may lie when the query does not say: a clip is at most about a minute long.</summary>
    public static readonly TimeSpan DefaultGap = TimeSpan.FromSeconds(60);

    /// <summary>A clip that covers both ends cannot be meant to last longer.</summary>
    public static readonly TimeSpan LongestGap = TimeSpan.FromHours(1);

    private readonly QueryFilters _filters = new();
    private readonly List<QueryPart> _parts = [];
    private List<TextClause> _wanted = [];
    private List<TextClause> _unwanted = [];
    private PartLink? _link;
    private bool _nextIsAlternative;

    public QueryNotes Notes { get; } = new();

    public SearchQuery Read()
    {
        for (var i = 0; i < tokens.Count; i++)
            i += ReadOne(i);
        ClosePart();
        return new SearchQuery(_parts, _filters.Filter, Notes.All);
    }

    /// <summary>How many more pieces than this one were read.</summary>
    private int ReadOne(int at)
    {
        var token = tokens[at];
        if (token.IsOperator("OR"))
            return ReadOr(at);
        if (token.IsOperator("THEN"))
            return ReadLink(at, new PartLink(LinkOrder.Then, DefaultGap));
        if (token.Raw is "WITHIN" || token.Key == "WITHIN")
            return ReadWithin(at);
        if (token.Key == "NEAR" || token.IsOperator("NEAR"))
            return ReadNear(at);
        if (QueryFilters.IsFilter(token))
            return ReadFilter(token);
        return ReadClause(token);
    }

    private int ReadClause(QueryToken token)
    {
        var clause = ClauseReader.Read(token, Notes);
        if (token.Without)
            _unwanted.Add(clause);
        else if (_nextIsAlternative)
            _wanted[^1] = new TextClause.AnyOf(_wanted[^1] is TextClause.AnyOf either ? [.. either.Clauses, clause] : [_wanted[^1], clause]);
        else
            _wanted.Add(clause);
        _nextIsAlternative = false;
        return 0;
    }

    private int ReadOr(int at)
    {
        _nextIsAlternative = at > 0 && IsWanted(at - 1) && at + 1 < tokens.Count && IsWanted(at + 1) && _wanted.Count > 0;
        return _nextIsAlternative ? 0 : TakeAsWord(tokens[at], "`OR` needs a word on both sides");
    }

    private int ReadFilter(QueryToken token) =>
        _filters.TryAdd(token) ? 0 : TakeAsWord(token, $"a filter is written like `{QueryFilters.Example(token)}`");

    private int ReadNear(int at) =>
        QueryValues.Length(tokens[at].Value) is { } gap && tokens[at] is { Key: not null, Without: false }
            ? ReadLink(at, new PartLink(LinkOrder.Near, Limited(gap)))
            : TakeAsWord(tokens[at], "it is written like `goal NEAR:20s celebration`");

    private int ReadLink(int at, PartLink link)
    {
        if (_wanted.Count == 0 || !WantsSomethingFrom(at + 1))
            return TakeAsWord(tokens[at], "it needs something to find on both sides");
        if (_parts.Count + 1 == MostParts)
            return TakeAsWord(tokens[at], $"at most {MostParts} moments can be strung together");
        ClosePart();
        _link = link;
        return 0;
    }

    /// <summary>Sets the time for each `THEN` before it that has none of its own.</summary>
    private int ReadWithin(int at)
    {
        var isOneWord = tokens[at].Key is not null;
        var value = isOneWord ? tokens[at].Value : at + 1 < tokens.Count ? tokens[at + 1].Raw : "";
        if (_link?.Order != LinkOrder.Then || tokens[at].Without || QueryValues.Length(value) is not { } gap)
            return TakeAsWord(tokens[at], "it is written like `corner THEN goal WITHIN 30s`");

        var limited = Limited(gap);
        _link = _link with { Gap = limited };
        for (var i = _parts.Count - 1; i > 0 && _parts[i].Link == new PartLink(LinkOrder.Then, DefaultGap); i--)
            _parts[i] = _parts[i] with { Link = _link };
        return isOneWord ? 0 : 1;
    }

    private TimeSpan Limited(TimeSpan gap)
    {
        if (gap <= LongestGap)
            return gap;
        Notes.Add($"moments are joined over at most {LongestGap.TotalHours:0} hour");
        return LongestGap;
    }

    private int TakeAsWord(QueryToken token, string why)
    {
        Notes.Add($"{QueryNotes.Quote(token.Raw)} is taken as a word: {why}");
        _wanted.AddRange(token.Raw.Split(' ').Select(word => new TextClause.Word(word)));
        _nextIsAlternative = false;
        return 0;
    }

    private void ClosePart()
    {
        if (_wanted.Count == 0 && (_unwanted.Count > 0 || !_filters.Filter.IsEmpty))
            _wanted.Add(new TextClause.Anything());
        if (_wanted.Count > QueryPartRules.MostClauses)
            Notes.Add($"only the first {QueryPartRules.MostClauses} words are looked for");
        _parts.AddRange(QueryPartRules.Split(new TextQuery(_wanted, _unwanted), _link));
        (_wanted, _unwanted, _link) = ([], [], null);
    }

    private bool WantsSomethingFrom(int at)
    {
        for (var i = at; i < tokens.Count && !IsLink(tokens[i]); i++)
        {
            if (IsWanted(i))
                return true;
        }

        return false;
    }

    private bool IsWanted(int at) =>
        !tokens[at].Without && !QueryFilters.IsFilter(tokens[at]) && !IsLink(tokens[at]) && !tokens[at].IsOperator("OR")
        && tokens[at].Raw != "WITHIN" && tokens[at].Key != "WITHIN";

    private static bool IsLink(QueryToken token) => token.IsOperator("THEN") || token.Key == "NEAR";
}
