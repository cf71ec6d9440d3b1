namespace VideoIndex.Catalog;

/// <summary>
/// Whether a library's root could be reached when it was last looked at. Nothing of an offline library is hidden or deleted.
/// </summary>
public enum LibraryState
{
    Online,
    Offline,
}
