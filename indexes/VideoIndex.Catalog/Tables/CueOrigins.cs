namespace VideoIndex.Catalog;

/// <summary>Whose word counts for a cue: what lies in and beside the media's file, or what somebody imported.</summary>
internal enum CueOrigins
{
    Found,
    Imported,
}
