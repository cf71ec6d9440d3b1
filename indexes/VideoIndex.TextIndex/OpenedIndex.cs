using Lucene.Net.Index;

namespace VideoIndex.TextIndex;

/// <summary>A commit of an index, open, and what it says of itself.</summary>
internal sealed record OpenedIndex(DirectoryReader Reader, CommitMark Mark);
