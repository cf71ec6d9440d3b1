using VideoIndex.Core;

namespace VideoIndex.Catalog;

/// <summary>A caption as stored, with its provenance.</summary>
/// <param name="WindowId">The window's row: document <c>w{WindowId}</c> of the text index.</param>
public sealed record CaptionRow(long WindowId, Caption Caption, CaptionSettings Settings, DateTimeOffset Created);
