namespace VideoIndex.Api;

/// <summary>A person's caption of a window.</summary>
public sealed record CorrectionRequest(string Text);

/// <summary>The query that is kept under a name.</summary>
public sealed record SavedSearchRequest(string Query);

/// <summary>Whether a clip answers a query.</summary>
/// <param name="Right">False takes it out of the answer to this query.</param>
public sealed record FeedbackRequest(string Query, long MediaId, long StartMs, long EndMs, bool Right);
