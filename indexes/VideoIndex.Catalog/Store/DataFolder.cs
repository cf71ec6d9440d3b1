namespace VideoIndex.Catalog;

/// <summary>The folder that holds catalog, indexes and lock.</summary>
internal static class DataFolder
{
    /// <summary>Makes the folder if it is not there, for its owner alone: captions tell what private videos show.</summary>
    public static void Create(string dataFolder)
    {
        try
        {
            if (OperatingSystem.IsWindows())
                Directory.CreateDirectory(dataFolder);
            else
                Directory.CreateDirectory(dataFolder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CatalogErrors.FolderUnusable(dataFolder, e);
        }
    }
}
