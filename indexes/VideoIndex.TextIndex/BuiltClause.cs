using Lucene.Net.Index;
using Lucene.Net.Search;

namespace VideoIndex.TextIndex;

/// <summary>A clause as Lucene's query.</summary>
/// <param name="Key">Equal for clauses that find the same.</param>
/// <param name="IsStopWord">It says nothing when there is more to look for.</param>
internal sealed record BuiltClause(string Key, Query Query, bool IsStopWord = false)
{
    /// <summary>The one term that it looks for; null for anything else.</summary>
    public Term? Term => (Query as TermQuery)?.Term;
}
