using VideoIndex.Core;

namespace VideoIndex.TextIndex;

/// <summary>A term of a text.</summary>
/// <param name="Position">Number of the word in the text, from 0.</param>
/// <param name="Span">Where it stands in the text.</param>
internal readonly record struct AnalysedTerm(string Term, int Position, TextSpan Span);
