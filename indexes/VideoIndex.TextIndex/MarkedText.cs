using VideoIndex.Core;

namespace VideoIndex.TextIndex;

/// <summary>What a text has of a query.</summary>
/// <param name="Matches">The words that were asked for, in order.</param>
/// <param name="HasEveryWord">Nothing that was asked for is missing.</param>
public sealed record MarkedText(IReadOnlyList<TextSpan> Matches, bool HasEveryWord);
